import { Switch } from '@mantine/core';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { ProblemAlert } from '../../../components/problem-alert';
import { toast } from '../../../components/toast';
import { choiceOf, showsCertificate } from './authentication';
import styles from './credentials.module.css';
import { useBindTokens, useReuseAssertions } from './credentials.api';

interface SwitchProps {
  readonly client: ClientRecord;
  readonly disabled: boolean;
}

/** Whether tokens are bound to the certificate that they were requested with. */
export const BoundSwitch = ({ client, disabled }: SwitchProps) => {
  const { t } = useTranslation('administration');
  const bind = useBindTokens(client.client_id);
  const hints = [
    t('authentication.bound_hint'),
    !showsCertificate(choiceOf(client)) && t('authentication.bound_besides'),
  ];
  return (
    <>
      <Switch
        className={styles.bound}
        label={t('authentication.bound')}
        description={hints.filter(Boolean).join(' ')}
        checked={bind.isPending ? bind.variables : client.tls_client_certificate_bound_access_tokens}
        disabled={disabled}
        onChange={({ currentTarget }) =>
          bind.mutate(currentTarget.checked, {
            onSuccess: ({ tls_client_certificate_bound_access_tokens: bound }) =>
              toast(t(bound ? 'authentication.bound_on' : 'authentication.bound_off')),
          })
        }
      />
      <ProblemAlert error={bind.error} />
    </>
  );
};

/** Whether a signed assertion is accepted repeatedly until it expires, for libraries that cache it. */
export const ReuseSwitch = ({ client, disabled }: SwitchProps) => {
  const { t } = useTranslation('administration');
  const reuse = useReuseAssertions(client.client_id);
  return (
    <>
      <Switch
        className={styles.bound}
        label={t('authentication.reuse')}
        description={t('authentication.reuse_hint')}
        checked={reuse.isPending ? reuse.variables : client.assertion_reuse === 'until_expiry'}
        disabled={disabled}
        onChange={({ currentTarget }) =>
          reuse.mutate(currentTarget.checked, {
            onSuccess: ({ assertion_reuse: now }) =>
              toast(t(now === 'until_expiry' ? 'authentication.reuse_on' : 'authentication.reuse_off')),
          })
        }
      />
      <ProblemAlert error={reuse.error} />
    </>
  );
};
