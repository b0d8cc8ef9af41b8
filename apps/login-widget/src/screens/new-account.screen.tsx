import { ApiProblem } from '@postern/api-client';
import { profileFieldLabel } from '@postern/contracts';
import type { Continuation, NewAccountOffer, PresentedAttempt } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Button, CertificateCard, TextField } from '@postern/ui';
import { useState, type SubmitEvent } from 'react';
import { useFlow } from '../interaction/interaction-flow';
import { methodOf, nextSteps } from '../interaction/refused-attempt';
import { useStep } from '../interaction/use-step';
import { NextStepLinks } from '../parts/next-step-links';
import { ProblemAlert } from '../parts/problem-alert';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';
import styles from './new-account.screen.module.css';

interface NewAccountScreenProps {
  readonly attempt: PresentedAttempt;
  readonly offer: NewAccountOffer;
  /** Opens the sign-in that links the certificate; null if there is no other method. */
  readonly onLink: (() => void) | null;
}

const longestName = 100;

/**
 * A valid certificate without an account, with a method that creates accounts: shows the account it would create and
 * asks for confirmation.
 */
export const NewAccountScreen = ({ attempt, offer, onLink }: NewAccountScreenProps) => {
  const { api, view, reload } = useFlow();
  const { busy, problem, run } = useStep();
  const { t, i18n } = useTranslation('new-account');
  const [name, setName] = useState(offer.name);
  const [empty, setEmpty] = useState(false);
  const { freshUrl } = nextSteps(attempt, methodOf(view, attempt));
  const { username, email, taken, creatable } = offer;
  const title = creatable ? t('title') : t('known');
  const exists = taken && t(`${creatable ? 'exists' : 'blocked'}_${taken}`, { value: takenValue(offer) });

  const create = async (): Promise<Continuation> => {
    try {
      return await api.createAccount({ attempt: attempt.id, shown: offer.shown, name, language: i18n.language });
    } catch (error) {
      // The displayed account is out of date.
      if (error instanceof ApiProblem && (error.code === 'request.conflict' || error.code === 'account.email_taken'))
        await reload();
      throw error;
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setEmpty(name.trim() === '');
    if (name.trim() !== '') void run('create', create);
  };

  return (
    <>
      <Heading lead={t('lead')} pageTitle={title}>
        {title}
      </Heading>
      <form className={stack.loose} onSubmit={submit} noValidate>
        {problem && <ProblemAlert problem={problem} />}
        {attempt.certificate && (
          <CertificateCard certificate={attempt.certificate} judgement={attempt.judgement} state="not_linked" />
        )}
        {exists && <p>{exists}</p>}
        {creatable && (
          <>
            <p>{t('taken')}</p>
            <dl className={styles.taken}>
              <div>
                <dt>{t('username')}</dt>
                <dd>{username}</dd>
              </div>
              {email !== null && (
                <div>
                  <dt>{t('email')}</dt>
                  <dd>{email}</dd>
                </div>
              )}
              {offer.fields.map((field) => (
                <div key={field.key}>
                  <dt>{profileFieldLabel(field, i18n.language)}</dt>
                  <dd>{[field.value].flat().join(', ')}</dd>
                </div>
              ))}
            </dl>
            <TextField
              name="name"
              label={t('name')}
              hint={t('name_hint')}
              autoComplete="name"
              autoCapitalize="words"
              maxLength={longestName}
              required
              value={name}
              error={empty && name.trim() === '' ? t('empty') : null}
              onChange={({ target }) => setName(target.value)}
            />
          </>
        )}
        <div className={stack.stack}>
          {creatable && (
            <Button wide look="primary" type="submit" busy={busy !== null}>
              {t('create')}
            </Button>
          )}
          {onLink && (
            <Button wide look={creatable ? 'secondary' : 'primary'} onClick={onLink}>
              {creatable ? t('have') : t('link')}
            </Button>
          )}
          <NextStepLinks
            attempt={attempt}
            missing={false}
            emphasize={false}
            retryUrl={null}
            freshUrl={freshUrl}
            first="fresh"
          />
        </div>
      </form>
    </>
  );
};

/** The value that another account has. The offer's new username already has a number, which is removed here. */
const takenValue = ({ taken, username, email, creatable }: NewAccountOffer): string => {
  if (taken === 'email') return email ?? '';
  return creatable ? username.replace(/-\d{1,2}$/, '') : username;
};
