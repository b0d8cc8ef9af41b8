import type { Continuation, FieldDescriptor, SignInMethodView } from '@postern/contracts';
import { useErrorText, useFieldText, useTranslation } from '@postern/i18n';
import { Button, TextField } from '@postern/ui';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import type { Departure } from '../interaction/interaction-flow';
import { useStep } from '../interaction/use-step';
import { GivenField } from '../parts/given-field';
import { ProblemAlert } from '../parts/problem-alert';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';

interface RenewalScreenProps {
  readonly labels: SignInMethodView['labels'];
  /** The field for the new password. */
  readonly field: FieldDescriptor;
  /** The username, as typed. */
  readonly given: { readonly field: FieldDescriptor; readonly value: string } | null;
  readonly departure: Departure;
  /** Sends all values of the form, with the new password. */
  readonly onSubmit: (values: Readonly<Record<string, string>>) => Promise<Continuation>;
  /** Returns to the form, to sign in another way. */
  readonly onBack: () => void;
}

/** The new password itself is refused: shown next to its field. */
const aboutField: readonly string[] = ['password.too_short', 'password.too_common', 'password.unchanged'];

/** The one-time password is correct: the person chooses a new one and is signed in with it. */
export const RenewalScreen = ({ labels, field, given, departure, onSubmit, onBack }: RenewalScreenProps) => {
  const { busy, problem, run } = useStep();
  const { t } = useTranslation('widget');
  const fieldText = useFieldText(labels);
  const errorText = useErrorText();
  const [value, setValue] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { name, autocomplete, required, minLength = 1 } = field;
  const refused = problem !== null && aboutField.includes(problem.code);
  const rule = t('form.renewal.rule', { count: minLength });

  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('input:not([readonly])')?.focus();
  }, [problem]);

  const errorOfField = (): string | null => {
    if (tooShort) return rule;
    if (!refused) return null;
    const { title, next } = errorText(problem.code);
    return `${title}. ${next}`;
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    // Counts code points, like the server.
    const short = [...value].length < minLength;
    setTooShort(short);
    if (!short) void run('submit', () => onSubmit({ [name]: value }), departure);
  };

  return (
    <>
      <Heading focus={false} lead={t('form.renewal.lead')}>
        {t('form.renewal.title')}
      </Heading>
      <form ref={form} className={stack.loose} onSubmit={submit} noValidate>
        {problem && !refused && <ProblemAlert problem={problem} />}
        {given && (
          <GivenField
            field={given.field}
            label={fieldText.label(given.field.name)}
            value={given.value}
            onChange={onBack}
          />
        )}
        <TextField
          name={name}
          label={fieldText.label(name)}
          hint={tooShort ? null : rule}
          type="password"
          required={required}
          autoComplete={autocomplete}
          value={value}
          onChange={({ target }) => setValue(target.value)}
          error={errorOfField()}
        />
        <Button wide look="primary" type="submit" busy={busy !== null}>
          {t('form.renewal.submit')}
        </Button>
      </form>
    </>
  );
};
