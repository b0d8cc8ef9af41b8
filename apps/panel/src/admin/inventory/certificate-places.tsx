import type { CertificatePlace } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { When } from '../../components/when';
import styles from './inventory.module.css';

/** The page on which a use of a certificate is managed. */
const addressOf = ({ use, holder }: CertificatePlace): string => {
  const id = encodeURIComponent(holder.id);
  switch (use) {
    case 'person':
      return `/admin/users/${id}`;
    case 'application':
      return `/admin/applications/${id}/credentials`;
    case 'caller':
      return `/admin/gateway/callers?search=${encodeURIComponent(holder.name)}`;
    case 'gateway':
      return '/admin/gateway/certificates';
    case 'sign_in_trust_anchor':
      return '/admin/sign-in-methods';
    case 'application_trust_anchor':
      return '/admin/trust-anchors';
    case 'caller_trust_anchor':
      return '/admin/gateway/trust-anchors';
  }
};

/** Everything that a certificate is used for, each with a link to its page. */
export const CertificatePlaces = ({ places }: { readonly places: readonly CertificatePlace[] }): ReactNode => {
  const { t } = useTranslation('administration');
  if (places.length === 0) return <p className={styles.quiet}>{t('inventory.details.unused')}</p>;
  return (
    <ul className={styles.places}>
      {places.map((place) => (
        <li key={`${place.use} ${place.holder.id} ${place.within?.id ?? ''}`}>
          <span className={styles.quiet}>{t(`inventory.use.${place.use}`)}</span>
          <Link to={addressOf(place)}>{place.holder.name}</Link>
          {place.within && place.within.name !== '' && <span className={styles.quiet}>{place.within.name}</span>}
          {place.lastUsedAt !== null && (
            <span className={styles.quiet}>
              {t('inventory.column.last_used')}: <When at={place.lastUsedAt} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
};
