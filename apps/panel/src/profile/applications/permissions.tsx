import type { GivenPermission } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import styles from './applications.module.css';

interface Group {
  readonly title: string;
  readonly things: readonly string[];
}

/** What an application may know and do, in words; a scope that has none stands by its name. */
export const Permissions = ({ permissions }: { readonly permissions: readonly GivenPermission[] }) => {
  const { t } = useTranslation('panel');
  const known = (scope: string): string =>
    t(`profile.applications.scope.${scope}` as 'profile.applications.scope.openid', { defaultValue: '' });
  const learns = permissions.flatMap(({ api, scope }) => (api === null && known(scope) !== '' ? [known(scope)] : []));
  const others = permissions.filter(({ api, scope }) => api !== null || known(scope) === '');
  const groups: readonly Group[] = [
    { title: t('profile.applications.learns'), things: learns },
    ...[...new Set(others.map(({ api }) => api))].map((api) => ({
      title: api === null ? t('profile.applications.may_elsewhere') : t('profile.applications.may', { api }),
      things: others.filter((one) => one.api === api).map(({ scope, description }) => description ?? scope),
    })),
  ];
  return (
    <dl className={styles.permissions}>
      {groups
        .filter(({ things }) => things.length > 0)
        .map(({ title, things }) => (
          <div key={title} className={styles.permission}>
            <dt>{title}</dt>
            {things.map((thing) => (
              <dd key={thing}>{thing}</dd>
            ))}
          </div>
        ))}
    </dl>
  );
};
