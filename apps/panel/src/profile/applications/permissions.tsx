import type { GivenPermission } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Facts } from '../../components/facts';

/** What an application may know and do, in words; a scope that has none stands by its name. */
export const Permissions = ({ permissions }: { readonly permissions: readonly GivenPermission[] }) => {
  const { t, i18n } = useTranslation('panel');
  const list = new Intl.ListFormat(i18n.language, { type: 'unit' });
  const known = (scope: string): string =>
    t(`profile.applications.scope.${scope}` as 'profile.applications.scope.openid', { defaultValue: '' });
  const learns = permissions.flatMap(({ api, scope }) => (api === null && known(scope) !== '' ? [known(scope)] : []));
  const others = permissions.filter(({ api, scope }) => api !== null || known(scope) === '');
  const apis = [...new Set(others.map(({ api }) => api))];
  return (
    <Facts
      facts={[
        ...(learns.length > 0 ? [[t('profile.applications.learns'), list.format(learns)] as const] : []),
        ...apis.map((api) => {
          const given = others.filter((permission) => permission.api === api);
          return [
            api === null ? t('profile.applications.may_elsewhere') : t('profile.applications.may', { api }),
            list.format(given.map(({ scope, description }) => description ?? scope)),
          ] as const;
        }),
      ]}
    />
  );
};
