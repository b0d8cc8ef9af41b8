import type { GatewayReference } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { gatewayPath } from './gateway-page';
import styles from './shared.module.css';

export interface Uses {
  readonly apis: readonly GatewayReference[];
  readonly upstreams?: readonly GatewayReference[];
}

export const isUsed = ({ apis, upstreams = [] }: Uses): boolean => apis.length + upstreams.length > 0;

export const apiPath = (id: string): string => `/admin/gateway/apis/${encodeURIComponent(id)}`;

/** The objects that use something, each with a link. */
export const UsedBy = ({ uses }: { readonly uses: Uses }) => {
  const { t } = useTranslation('gateway');
  const { apis, upstreams = [] } = uses;
  return (
    <ul className={styles.uses}>
      {apis.map(({ id, name }) => (
        <li key={id}>
          <span>{t('used_by.api')}</span> <Link to={apiPath(id)}>{name}</Link>
        </li>
      ))}
      {upstreams.map(({ id, name }) => (
        <li key={id}>
          <span>{t('used_by.upstream')}</span> <Link to={gatewayPath('upstreams')}>{name}</Link>
        </li>
      ))}
    </ul>
  );
};

/** The number of those objects, for a table cell. */
export const UseCount = ({ uses }: { readonly uses: Uses }) => {
  const { t } = useTranslation('gateway');
  const { apis, upstreams = [] } = uses;
  if (!isUsed(uses)) return <span className={styles.quiet}>{t('used_by.nothing')}</span>;
  const names = [...apis, ...upstreams].map(({ name }) => name);
  return names.length <= 2 ? (
    names.join(', ')
  ) : (
    <span title={names.join(', ')}>
      {[
        apis.length > 0 && t('used_by.apis', { count: apis.length }),
        upstreams.length > 0 && t('used_by.upstreams', { count: upstreams.length }),
      ]
        .filter(Boolean)
        .join(', ')}
    </span>
  );
};
