import type { GatewayApi } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CopyButton } from '@postern/ui';
import { Link } from 'react-router';
import { Facts } from '../../../components/facts';
import { When } from '../../../components/when';
import { useUpstreams } from '../upstreams/upstreams.api';
import { gatewayPath } from '../shared/gateway-page';
import styles from './apis.module.css';

/** The draft's settings. */
export const ApiFacts = ({ api }: { readonly api: GatewayApi }) => {
  const { t } = useTranslation('gateway');
  const { data: upstreams } = useUpstreams();
  const { name, upstreamId, rateLimit, forwardedHeaders } = api.draft;
  const upstream = upstreams?.find(({ id }) => id === upstreamId);
  const headers = [
    forwardedHeaders.clientCert && t('apis.field.client_cert'),
    forwardedHeaders.xSslClient && t('apis.field.ssl_headers'),
  ].filter(Boolean);

  return (
    <Facts
      facts={[
        [
          t('apis.field.address'),
          <span key="address" className={styles.address}>
            <code>{api.url}</code>
            <CopyButton text={api.url} label={t('apis.copy_address', { name })} />
          </span>,
        ],
        [
          t('apis.field.upstream'),
          upstream && (
            <span key="upstream">
              <Link to={gatewayPath('upstreams')}>{upstream.name}</Link> <code>{upstream.url}</code>
            </span>
          ),
        ],
        [
          t('apis.field.rate_limit'),
          rateLimit ? t(`apis.field.limit_${rateLimit.per}`, { ...rateLimit }) : t('apis.field.no_limit'),
        ],
        [t('apis.field.headers'), headers.length > 0 ? headers.join('; ') : t('apis.field.no_headers')],
        [
          t('apis.field.version'),
          api.version === 0 ? (
            t('apis.field.never')
          ) : (
            <span key="version">
              {t('apis.field.version_at', { version: api.version })} <When at={api.appliedAt} />
            </span>
          ),
        ],
      ]}
    />
  );
};
