import type { SignInMethod } from '@postern/contracts';
import { useErrorText, useFieldText, useMethodName, useTranslation } from '@postern/i18n';
import { Button, TextField } from '@postern/ui';

import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useFlow } from '../interaction/flow';
import { useSecondsLeft } from '../interaction/use-seconds-left';
import { useStep } from '../interaction/use-step';
import { PendingLink } from '../parts/pending-link';
import { ProblemAlert } from '../parts/problem-alert';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';
import styles from './form.screen.module.css';

interface FormScreenProps {
  readonly method: SignInMethod;
  /** A certificate that is linked once this method has succeeded, and its name. */
  readonly link: { readonly id: string; readonly name: string } | null;
  /** Back to the other ways; null when there are none. */
  readonly onBack: (() => void) | null;
}

/** A method whose proof is typed in, step by step; what was given in earlier steps stays in sight and can be changed. */
export const FormScreen = ({ method, link, onBack }: FormScreenProps) => {
  const { api, view } = useFlow();
  const { busy, problem, run } = useStep();
  const { t } = useTranslation('widget');
  const fieldText = useFieldText();
  const methodName = useMethodName();
  const errorText = useErrorText();
  const [position, setPosition] = useState(0);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => startValues(method, view.loginHint));
  const [dropped, setDropped] = useState(false);
  const [empty, setEmpty] = useState<string | null>(null);
  const attempt = dropped ? null : link;
  const form = useRef<HTMLFormElement>(null);
  const steps = method.action.kind === 'form' ? method.action.steps : [];
  const fields = steps[position] ?? [];
  const last = position === steps.length - 1;
  // Beside the field that the answer is about; anything else stands above the form.
  const wrongField = problem?.code.startsWith('password.') ? fields.find(({ kind }) => kind === 'password') : undefined;

  const waits = useSecondsLeft(problem?.retryAfter ?? 0, problem) > 0;

  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('input:not([readonly])')?.focus();
  }, [position]);

  useEffect(() => {
    if (wrongField) form.current?.querySelector<HTMLInputElement>('input[aria-invalid]')?.select();
  }, [wrongField, problem]);

  const errorOf = (name: string): string | null => {
    if (name === empty && !values[name]) return t('form.empty');
    if (!problem || name !== wrongField?.name) return null;
    const { title, next } = errorText(problem.code);
    return `${title}. ${next}`;
  };

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (waits) return;
    const { action } = method;
    const missing = fields.find(({ name, required }) => required && !values[name]);
    setEmpty(missing?.name ?? null);
    if (missing) (form.current?.elements.namedItem(missing.name) as HTMLInputElement | null)?.focus();
    else if (!last) setPosition(position + 1);
    else if (action.kind === 'form') {
      const send = () => api.submit(action.submitUrl, values, attempt?.id ?? null);
      void run('submit', send, attempt ? 'linked' : 'signed_in');
    }
  };

  return (
    <>
      <Heading focus={false} lead={steps.length > 0 && position === 0 ? methodName(method.name) : null}>
        {t('sign_in.title', { application: view.application.name })}
      </Heading>
      <form ref={form} className={stack.loose} onSubmit={submit} noValidate>
        {problem && !wrongField && <ProblemAlert problem={problem} />}
        {attempt && <PendingLink name={attempt.name} onDrop={() => setDropped(true)} />}
        {steps.slice(0, position).flatMap((earlier, step) =>
          earlier.map(({ name, autocomplete }) => (
            <div key={name} className={styles.given}>
              {/* A real field: password managers keep it together with the password. */}
              <input
                className={styles.value}
                readOnly
                name={name}
                autoComplete={autocomplete}
                aria-label={fieldText(name)}
                value={values[name] ?? ''}
              />
              <Button look="quiet" size="small" onClick={() => setPosition(step)}>
                {t('form.change')}
              </Button>
            </div>
          )),
        )}
        {fields.map(({ name, kind, required, autocomplete }) => (
          <TextField
            key={name}
            name={name}
            label={fieldText(name)}
            type={kind === 'password' ? 'password' : 'text'}
            required={required}
            autoComplete={autocomplete}
            value={values[name] ?? ''}
            onChange={({ target }) => setValues({ ...values, [name]: target.value })}
            error={errorOf(name)}
          />
        ))}
        <div className={stack.stack}>
          <Button wide look="primary" type="submit" busy={busy !== null} aria-disabled={waits}>
            {last ? t('form.submit') : t('form.continue')}
          </Button>
          {fields.some(({ kind }) => kind === 'password') && <p className={stack.note}>{t('form.forgot')}</p>}
          {onBack && (
            <Button wide look="quiet" onClick={onBack}>
              {t('sign_in.others')}
            </Button>
          )}
        </div>
      </form>
    </>
  );
};

/** The application may know who comes; that fills the first field. */
const startValues = ({ action }: SignInMethod, loginHint: string | null): Readonly<Record<string, string>> => {
  const first = action.kind === 'form' ? action.steps[0]?.[0] : undefined;
  return first?.kind === 'text' && loginHint !== null ? { [first.name]: loginHint } : {};
};
