import type { GatewayApi } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Column } from '../../../components/data-table';
import { IconGateway } from '../../../components/icons';
import { Pager } from '../../../components/pager';
import { SearchBox } from '../../../components/search-box';
import { TwoLines } from '../../../components/two-lines';
import { useListQuery } from '../../../components/use-list-query';
import { When } from '../../../components/when';
import { AddButton } from '../../../components/add-button';
import { RecordTable } from '../../../components/record-table';
import { useTrustAnchorNames } from '../trust-anchors/trust-anchors.api';
import { useUpstreams } from '../upstreams/upstreams.api';
import { usePolicyWords } from '../policy/use-policy-words';
import { GatewayPage } from '../shared/gateway-page';
import { apiPath } from '../shared/used-by';
import styles from './apis.module.css';
import { useGatewayApis } from '../api/apis.api';
import { CreateApi } from './create-api';
import { StateBadge } from './state-badge';

const useColumns = (): readonly Column<GatewayApi>[] => {
  const { t } = useTranslation('gateway');
  const words = usePolicyWords(useTrustAnchorNames());
  const { data: upstreams } = useUpstreams();
  return [
    {
      key: 'name',
      title: t('apis.column.name'),
      cell: ({ id, draft: { name, pathPrefix } }) => (
        <TwoLines main={<Link to={apiPath(id)}>{name}</Link>} sub={<code>{pathPrefix}</code>} />
      ),
    },
    {
      key: 'state',
      title: t('apis.column.state'),
      cell: (api) => (
        <div className={styles.state}>
          <StateBadge api={api} />
          {api.refused && <span className={styles.reason}>{api.refused.reason}</span>}
        </div>
      ),
    },
    {
      key: 'upstream',
      title: t('apis.column.upstream'),
      cell: ({ draft: { upstreamId } }) => upstreams?.find(({ id }) => id === upstreamId)?.name ?? '–',
    },
    {
      key: 'policy',
      title: t('apis.column.policy'),
      cell: ({ draft: { policy } }) => (
        <span className={styles.clause}>
          {policy.require === null ? t('line.everybody') : words.summary(policy.require)}
        </span>
      ),
    },
    { key: 'applied', title: t('apis.column.applied'), cell: ({ appliedAt }) => <When at={appliedAt} /> },
  ];
};

/** The gateway's APIs. Search text and page are kept in the URL. */
export const ApisPage = () => {
  const { t } = useTranslation('gateway');
  const list = useListQuery();
  const { search, page, pageSize } = list;
  const { data: apis, error } = useGatewayApis(search, page, pageSize);
  const [creating, setCreating] = useState(false);
  const columns = useColumns();

  return (
    <GatewayPage
      part="apis"
      action={
        <AddButton scope="update:gateway" onClick={() => setCreating(true)}>
          {t('apis.create')}
        </AddButton>
      }
    >
      <SearchBox label={t('apis.search')} value={search} onSearch={list.onSearch} />
      <RecordTable
        error={error}
        label={t('tab.apis')}
        columns={columns}
        rows={apis?.items}
        icon={<IconGateway size={20} stroke={1.5} />}
        none={t('apis.none')}
        noneText={t(search ? 'apis.none_found' : 'apis.none_text')}
      />
      {apis && <Pager {...list} total={apis.total} />}
      <CreateApi opened={creating} onClose={() => setCreating(false)} />
    </GatewayPage>
  );
};
