import { Skeleton } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useMe } from '../../api/me';
import { ProblemAlert } from '../../components/problem-alert';
import styles from './sign-in-methods.module.css';
import { useLockOut } from './methods.api';

/** Lists the people who could no longer sign in without the method; says so if there are none. */
export const LockedOut = ({ methodId }: { readonly methodId: string }) => {
  const { t } = useTranslation('panel');
  const { data: me } = useMe();
  const { data, error } = useLockOut(methodId);
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <Skeleton height={60} />;
  const { people, total } = data;
  if (total === 0) return <p>{t('methods.lock_out.nobody')}</p>;
  const includesMe = people.some(({ id }) => id === me?.id);
  return (
    <>
      <p>{t(includesMe ? 'methods.lock_out.with_you' : 'methods.lock_out.others', { count: total })}</p>
      <ul className={styles.people}>
        {people.map(({ id, name, username }) => (
          <li key={id}>
            {name} ({username})
          </li>
        ))}
        {total > people.length && <li>{t('methods.lock_out.more', { count: total - people.length })}</li>}
      </ul>
    </>
  );
};
