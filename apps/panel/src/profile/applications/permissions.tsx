import type { GivenPermission } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import styles from './applications.module.css';

interface Group {
  readonly title: string;
  readonly things: readonly string[];
}

/** Scopes that request claims about the person (OpenID Connect Core 1.0 §5.4). */
const about: ReadonlySet<string> = new Set([
  ...['openid', 'profile', 'email', 'phone', 'address', 'roles', 'groups', 'organization'],
  ...['identifiers', 'certificate', 'certificate:pem'],
]);

interface PermissionsProps {
  readonly permissions: readonly GivenPermission[];
  /** Labels of the identifiers that it can see. */
  readonly identifiers: readonly string[];
}

/** What an application may see and do, in words; a scope without a text is shown by its name. */
export const Permissions = ({ permissions, identifiers }: PermissionsProps) => {
  const { t } = useTranslation('panel');
  const inWords = (scope: string): string =>
    t(`profile.applications.scope.${scope.replace(':', '_')}` as 'profile.applications.scope.openid', {
      defaultValue: scope,
    });
  const learns = permissions.filter(({ api, scope }) => api === null && about.has(scope));
  const does = permissions.filter((permission) => !learns.includes(permission));
  const groups: readonly Group[] = [
    { title: t('profile.applications.learns'), things: learns.map(({ scope }) => inWords(scope)) },
    { title: t('profile.applications.identifiers'), things: identifiers },
    ...[...new Set(does.map(({ api }) => api))].map((api) => ({
      title: api === null ? t('profile.applications.may_elsewhere') : t('profile.applications.may', { api }),
      things: does
        .filter((one) => one.api === api)
        .map(({ scope, description }) => description ?? (api === null ? inWords(scope) : scope)),
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
