import { Button } from '@mantine/core';
import type { AuditEvent } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { shortKeyId } from '@postern/ui';
import { Link } from 'react-router';
import { useMay } from '../../api/may';
import { useOrganizationScope } from '../../api/organization-scope';
import { useOpened } from '../../components/use-opened';
import { BlockCertificate } from '../revocation/block-certificate';
import type { LoggedCertificate } from './event-certificate';
import { useEventCertificate } from './events.api';
import styles from './events.module.css';
import { LinkToAccount } from './link-to-account';
import { Reply } from './reply';

export interface HelpPersonProps {
  /** A refusal. */
  readonly event: AuditEvent;
  readonly logged: LoggedCertificate | null;
}

/** What an administrator can do for a person who was refused; only actions that the server allows. */
export const HelpPerson = ({ event, logged }: HelpPersonProps) => {
  const { t } = useTranslation('administration');
  const may = useMay();
  const isPart = useOrganizationScope() !== null;
  const forms = useOpened<'link' | 'block'>();
  const isGood = event.code === 'certificate.not_linked';
  const mayLink = isGood && may('update:users', 'read:users') && event.method !== null;
  const { data: kept, error } = useEventCertificate(mayLink && logged !== null ? event.id : null);
  const unknown = logged?.judgement?.chain.find(({ standing }) => standing !== 'known');
  const mayTrust = event.code === 'certificate.untrusted' && event.method && !isPart && may('update:sign_in_methods');

  return (
    <section aria-label={t('help.title')} className={styles.help}>
      <h3 className={styles.detailsTitle}>{t('help.title')}</h3>
      {mayLink && error !== null && <p className={styles.helpNote}>{t('help.not_kept')}</p>}
      <div className={styles.helpActions}>
        {mayLink && (
          <Button disabled={!kept} onClick={() => forms.open('link')}>
            {t('help.link')}
          </Button>
        )}
        {mayTrust && unknown && (
          <Button
            component={Link}
            variant="default"
            to={`/admin/sign-in-methods?${new URLSearchParams({
              configure: event.method?.id ?? '',
              ca: unknown.name,
              ...(unknown.keyId !== null && { key: shortKeyId(unknown.keyId) }),
            }).toString()}`}
          >
            {t('help.trust')}
          </Button>
        )}
        {logged && may('update:revocation') && event.code !== 'certificate.blocked' && (
          <Button variant="default" color="red" onClick={() => forms.open('block')}>
            {t('inventory.details.block')}
          </Button>
        )}
      </div>
      {mayTrust && unknown && <p className={styles.helpNote}>{t('help.trust_note', { name: unknown.name })}</p>}
      {event.code && <Reply code={event.code} request={event.requestId} logged={logged} />}
      {kept && event.method && (
        <LinkToAccount
          key={forms.round}
          opened={forms.opened === 'link'}
          methodId={event.method.id}
          kept={kept}
          onClose={forms.close}
        />
      )}
      {logged && (
        <BlockCertificate
          key={`block ${forms.round}`}
          opened={forms.opened === 'block'}
          thumbprint={logged.certificate.sha256}
          onClose={forms.close}
        />
      )}
    </section>
  );
};
