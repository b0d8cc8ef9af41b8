import { Button, PasswordInput } from '@mantine/core';
import type { GatewayApi, GatewayCallerCertificate } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert';
import { RadioChoices } from '../../../components/radio-choices';
import { CertificatesInput } from '../../certificates/certificates-input';
import { useTryApi } from '../api/apis.api';
import { CallerSelect } from './caller-select';
import { Decision } from './decision';
import styles from './try-it.module.css';

const showing = ['pem', 'caller', 'none'] as const;
type Shows = (typeof showing)[number];

/** A dry run of a call: the caller, the decision, and the condition that caused it. */
export const TryIt = ({ api }: { readonly api: GatewayApi }) => {
  const { t } = useTranslation('gateway');
  const attempt = useTryApi(api.id);
  const [shows, setShows] = useState<Shows>('pem');
  const [certificates, setCertificates] = useState<readonly string[]>([]);
  const [caller, setCaller] = useState<GatewayCallerCertificate | null>(null);
  const [token, setToken] = useState('');
  const [policy, setPolicy] = useState<'draft' | 'applied'>('draft');
  const shown: Readonly<Record<Shows, string | null>> = {
    pem: certificates[0] ?? null,
    caller: caller?.pem ?? null,
    none: null,
  };
  const certificate = shown[shows];
  const which = api.applied ? policy : 'draft';
  /** A previous decision does not apply to the new input. */
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      attempt.reset();
    };

  return (
    <div className={styles.try}>
      <form
        className={styles.caller}
        onSubmit={(event) => {
          event.preventDefault();
          attempt.mutate({
            certificate,
            accessToken: token.trim() || null,
            policy: which,
          });
        }}
      >
        <p className={styles.text}>{t('try.text')}</p>
        {api.applied && (
          <RadioChoices
            label={t('try.policy')}
            choices={(['draft', 'applied'] as const).map((value) => ({ value, label: t(`try.which.${value}`) }))}
            value={which}
            onChange={changed((value: string) => setPolicy(value as 'draft' | 'applied'))}
          />
        )}
        <RadioChoices
          label={t('try.who')}
          choices={showing.map((value) => ({ value, label: t(`try.with.${value}`) }))}
          value={shows}
          onChange={changed((value: string) => setShows(value as Shows))}
        />
        {shows === 'pem' && (
          <CertificatesInput
            single
            label={t('try.certificate')}
            value={certificates}
            judgement={attempt.data?.judgement}
            onChange={changed(setCertificates)}
          />
        )}
        {shows === 'caller' && <CallerSelect chosen={caller} onChoose={changed(setCaller)} />}
        <PasswordInput
          label={t('try.token')}
          description={t('try.token_hint')}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('common:action.show_password') }}
          value={token}
          onChange={({ currentTarget }) => changed(setToken)(currentTarget.value)}
        />
        <ProblemAlert error={attempt.error} />
        <Button type="submit" loading={attempt.isPending} disabled={shows !== 'none' && certificate === null}>
          {t('try.run')}
        </Button>
      </form>
      <div role="region" aria-live="polite" aria-label={t('try.result')}>
        {attempt.data && (
          <Decision
            decision={attempt.data}
            isDrawn={shows === 'pem'}
            policy={(which === 'applied' ? api.applied : api.draft)?.policy ?? api.draft.policy}
          />
        )}
      </div>
    </div>
  );
};
