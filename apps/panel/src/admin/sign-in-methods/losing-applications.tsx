import { Skeleton } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { ProblemAlert } from '../../components/problem-alert';
import styles from './sign-in-methods.module.css';
import { useOfferingApplications } from './methods.api';

/** Lists the applications that lose a method when it is deleted or no longer public; says so if there are none. */
export const LosingApplications = ({ methodId }: { readonly methodId: string }) => {
  const { t } = useTranslation('panel');
  const { data, error } = useOfferingApplications(methodId);
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <Skeleton height={40} />;
  const { applications, total } = data;
  if (total === 0) return <p>{t('methods.losing.nobody')}</p>;
  return (
    <>
      <p>{t('methods.losing.these')}</p>
      <ul className={styles.people}>
        {applications.map(({ clientId, name }) => (
          <li key={clientId}>{name}</li>
        ))}
        {total > applications.length && <li>{t('methods.lock_out.more', { count: total - applications.length })}</li>}
      </ul>
    </>
  );
};
