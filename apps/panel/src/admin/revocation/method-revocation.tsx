import { useTranslation } from '@postern/i18n';
import { Input } from '@mantine/core';
import { Link } from 'react-router';
import { useMay } from '../../api/may';
import { AuthorityRow } from './authority-row';
import { useRevocationAuthorities } from './revocation.api';
import styles from './revocation.module.css';

/** The CAs of a sign-in method, each with the age of its revocation data. Renders nothing if there is none. */
export const MethodRevocation = ({ methodId }: { readonly methodId: string }) => {
  const { t } = useTranslation('administration');
  const { data = [] } = useRevocationAuthorities(useMay()('read:revocation'));
  const own = data.filter(({ usedBy }) => usedBy.some((use) => use.methodId === methodId));
  if (own.length === 0) return null;
  return (
    <Input.Wrapper
      label={t('revocation.title')}
      labelElement="div"
      description={
        <Link to="/admin/revocation" target="_blank" rel="noopener">
          {t('revocation.change_elsewhere')}
        </Link>
      }
    >
      <ul className={styles.rows}>
        {own.map((authority) => (
          <AuthorityRow key={authority.id} authority={authority} />
        ))}
      </ul>
    </Input.Wrapper>
  );
};
