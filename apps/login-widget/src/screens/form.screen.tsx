import { ApiProblem } from '@postern/api-client';
import type { Continuation, SignInMethodView } from '@postern/contracts';
import { useErrorText, useFieldText, useTranslation } from '@postern/i18n';
import { Button, TextField } from '@postern/ui';

import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useAppearance } from '../appearance/appearance-context';
import { HelpContact } from '../appearance/help-contact';
import { OwnText } from '../appearance/rich-text';
import { useFlow } from '../interaction/interaction-flow';
import { useSecondsLeft } from '../interaction/use-seconds-left';
import { useStep } from '../interaction/use-step';
import { GivenField } from '../parts/given-field';
import { PendingLink } from '../parts/pending-link';
import { ProblemAlert } from '../parts/problem-alert';
import { useRequirementText } from '../parts/requirement';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';
import { RenewalScreen } from './renewal.screen';

interface FormScreenProps {
  readonly method: SignInMethodView;
  /** A certificate to link after this method succeeds, and its name. */
  readonly link: { readonly id: string; readonly name: string } | null;
  /** Returns to the other methods; null if there are none. */
  readonly onBack: (() => void) | null;
  /** Shows the methods of the organization whose domain was typed. */
  readonly onHome: () => void;
}

/** A method with a form, filled in step by step; values from earlier steps stay visible and can be changed. */
export const FormScreen = ({ method, link, onBack, onHome }: FormScreenProps) => {
  const { api, view, reload } = useFlow();
  const { busy, problem, run } = useStep();
  const { t, i18n } = useTranslation('widget');
  const fieldText = useFieldText(method.labels);
  const requirementText = useRequirementText();
  const { cardText, title } = useAppearance();
  const requirement = view.requirement ? requirementText(view.requirement) : null;
  const errorText = useErrorText();
  const [position, setPosition] = useState(0);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => startValues(method, view.loginHint));
  const [dropped, setDropped] = useState(false);
  const [empty, setEmpty] = useState<string | null>(null);
  const [renewing, setRenewing] = useState(false);
  const attempt = dropped ? null : link;
  const departure = attempt ? 'linked' : 'signed_in';
  const form = useRef<HTMLFormElement>(null);
  const { steps = [], submitUrl = '', renewal } = method.action.kind === 'form' ? method.action : {};
  const fields = steps[position] ?? [];
  const last = position === steps.length - 1;
  // Shown next to the field that the error is about, otherwise above the form.
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
    const missing = fields.find(({ name, required }) => required && !values[name]);
    setEmpty(missing?.name ?? null);
    if (missing) (form.current?.elements.namedItem(missing.name) as HTMLInputElement | null)?.focus();
    else if (!last) void run('next', next);
    else void run('submit', signIn, departure);
  };
  const next = async (): Promise<void> => {
    const address = fields.map(({ name, kind }) => (kind === 'text' ? (values[name] ?? '') : '')).find(hasDomain);
    if (address !== undefined && (await leadsHome(address))) onHome();
    else setPosition(position + 1);
  };
  /** Once: whoever comes back to this form wants to use it. */
  const leadsHome = async (address: string): Promise<boolean> => {
    if (view.methods.some(isPreferred) || !(await api.goHome(address))) return false;
    const found = await api.view().catch(() => null);
    if (!found?.methods.some(isPreferred)) return false;
    await reload();
    return true;
  };
  const send = (more: Readonly<Record<string, string>> = {}): Promise<Continuation> =>
    api.submit(submitUrl, { ...values, ...more }, attempt?.id ?? null);
  const signIn = async (): Promise<Continuation | void> => {
    try {
      return await send();
    } catch (error) {
      if (!renewal || !(error instanceof ApiProblem) || error.code !== 'password.must_change') throw error;
      setRenewing(true);
    }
  };
  /** Returns to the first step; secret values are cleared. */
  const startOver = (): void => {
    setRenewing(false);
    setPosition(0);
    setValues(
      Object.fromEntries(steps.flat().map(({ name, kind }) => [name, kind === 'text' ? (values[name] ?? '') : ''])),
    );
  };

  if (renewing && renewal) {
    const who = steps.flat().find(({ kind }) => kind === 'text');
    const given = who ? { field: who, value: values[who.name] ?? '' } : null;
    return (
      <RenewalScreen
        labels={method.labels}
        field={renewal}
        given={given}
        departure={departure}
        onSubmit={send}
        onBack={startOver}
      />
    );
  }

  return (
    <>
      <Heading
        focus={false}
        lead={position === 0 ? (requirement ?? method.name ?? method.labels[i18n.language].methodName) : null}
      >
        {title ?? t('sign_in.title', { application: view.application.name })}
      </Heading>
      <form ref={form} className={stack.loose} onSubmit={submit} noValidate>
        {problem && !wrongField && <ProblemAlert problem={problem} />}
        {attempt && <PendingLink name={attempt.name} onDrop={() => setDropped(true)} />}
        {steps
          .slice(0, position)
          .flatMap((earlier, step) =>
            earlier.map((field) => (
              <GivenField
                key={field.name}
                field={field}
                label={fieldText.label(field.name)}
                value={values[field.name] ?? ''}
                onChange={() => setPosition(step)}
              />
            )),
          )}
        {fields.map(({ name, kind, required, autocomplete }) => (
          <TextField
            key={name}
            name={name}
            label={fieldText.label(name)}
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
        <OwnText texts={cardText} />
        {problem && <HelpContact />}
      </form>
    </>
  );
};

const hasDomain = (text: string): boolean => /@[^@\s]+\.[^@\s]+$/.test(text);

const isPreferred = ({ preferred }: SignInMethodView): boolean => preferred === true;

/** The application may send a login hint, which prefills the first field. */
const startValues = ({ action }: SignInMethodView, loginHint: string | null): Readonly<Record<string, string>> => {
  const first = action.kind === 'form' ? action.steps[0]?.[0] : undefined;
  return first?.kind === 'text' && loginHint !== null ? { [first.name]: loginHint } : {};
};
