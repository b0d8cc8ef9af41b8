import type { ClientCredential, ExpiringCredential } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { endingSoon, expiryOf } from './credential-expiry';
import { credentialName } from './credential-text';
import styles from './credentials.module.css';
import { ExpiryText } from './expiry-text';

interface NoticeProps {
  readonly endings: readonly { readonly credential: ClientCredential; readonly application?: ReactNode }[];
  readonly actions?: ReactNode;
}

/** Warns before a credential expires and says when one has expired; in words, not by colour alone. */
const Notice = ({ endings, actions }: NoticeProps) => {
  const { t } = useTranslation('administration');
  const over = endings.filter(({ credential }) => expiryOf(credential)?.phase === 'over');
  return (
    <div className={styles.notice}>
      <Alert
        tone={over.length > 0 ? 'danger' : 'warning'}
        title={t(over.length > 0 ? 'expiry.over' : 'expiry.soon', { count: over.length || endings.length })}
        actions={actions}
      >
        <ul className={styles.endings}>
          {endings.map(({ credential, application }) => (
            <li key={credential.id}>
              {application && <>{application}: </>}
              {credentialName(credential)} – <ExpiryText credential={credential} />
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
};

export interface ExpiryNoticeProps {
  readonly credentials: readonly ClientCredential[];
  readonly actions?: ReactNode;
}

/** On an application's own page. */
export const ExpiryNotice = ({ credentials, actions }: ExpiryNoticeProps) => {
  const endings = endingSoon(credentials).map((credential) => ({ credential }));
  return endings.length > 0 && <Notice endings={endings} actions={actions} />;
};

export interface ApplicationsExpiryNoticeProps {
  readonly credentials: readonly ExpiringCredential[];
}

/** For the list of all applications; each is named and linked. */
export const ApplicationsExpiryNotice = ({ credentials }: ApplicationsExpiryNoticeProps) => {
  const endings = credentials.map((credential) => ({
    credential,
    application: (
      <Link to={`/admin/applications/${encodeURIComponent(credential.client.client_id)}/credentials`}>
        {credential.client.name}
      </Link>
    ),
  }));
  return endings.length > 0 && <Notice endings={endings} />;
};
