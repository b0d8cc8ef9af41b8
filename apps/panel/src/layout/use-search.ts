import type {
  ClientRecord,
  GatewayApi,
  GroupRecord,
  KnownCertificate,
  ManagementScope,
  Page,
  ResourceServer,
  SignInMethodRecord,
  UserRecord,
} from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../api/api-context';
import { areas } from '../api/areas';
import { useMay } from '../api/may';
import { useMethodName } from '../api/method-names';
import { usePages } from './use-pages';

export interface Found {
  readonly label: string;
  /** What tells it apart from similar ones. */
  readonly note?: string;
  readonly to: string;
}

interface FoundGroup {
  readonly name:
    'pages' | 'users' | 'applications' | 'groups' | 'apis' | 'methods' | 'certificates' | 'gateway' | 'events';
  readonly items: readonly Found[];
}

/** Results of each kind. */
const most = 5;
const uuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i;

/** Without letter case and accents, so that `uberblick` finds Überblick. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** A search of the server, for people who may see its results. */
const useFound = <T>(path: string, scope: ManagementScope, words: string, toFound: (item: T) => Found) => {
  const api = useApi();
  const enabled = useMay()(scope) && words !== '';
  const { data, isFetching } = useQuery({
    queryKey: ['search', path, words],
    queryFn: ({ signal }) => api.get<Page<T>>(path, { signal, query: { search: words, page: 0, pageSize: most } }),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  return { items: enabled ? (data?.items ?? []).slice(0, most).map(toFound) : [], pending: enabled && isFetching };
};

/** Pages, people and things that the person may see, by a part of their names. */
export const useSearch = (words: string) => {
  const { t } = useTranslation('search');
  const may = useMay();
  const api = useApi();
  const methodName = useMethodName();
  const pages = usePages();
  const has = (text: string): boolean => folded(text).includes(folded(words));

  const users = useFound<UserRecord>('/users', areas.users, words, ({ id, name, username }) => ({
    ...{ label: name, note: username, to: `/admin/users/${id}` },
  }));
  const applications = useFound<ClientRecord>('/clients', areas.applications, words, ({ client_id: id, name }) => ({
    ...{ label: name, note: id, to: `/admin/applications/${encodeURIComponent(id)}` },
  }));
  const groups = useFound<GroupRecord>('/groups', areas.groups, words, ({ id, name }) => ({
    ...{ label: name, to: `/admin/groups/${id}` },
  }));
  const apis = useFound<ResourceServer>('/resource-servers', areas.apis, words, ({ name, identifier }) => ({
    ...{ label: name, note: identifier, to: `/admin/apis?search=${encodeURIComponent(name)}` },
  }));
  const certificates = useFound<KnownCertificate>(
    '/certificates',
    areas.certificates,
    words,
    ({ id, certificate }) => ({
      label: certificate.name,
      note: certificate.issuerName,
      to: `/admin/certificates?certificate=${id}`,
    }),
  );
  const gateway = useFound<GatewayApi>('/gateway/apis', areas.gateway, words, ({ id, draft }) => ({
    ...{ label: draft.name, note: draft.pathPrefix, to: `/admin/gateway/apis/${id}` },
  }));
  const { data: methods = [] } = useQuery({
    queryKey: ['sign-in-methods'],
    queryFn: ({ signal }) => api.get<readonly SignInMethodRecord[]>('/sign-in-methods', { signal }),
    enabled: may(areas['sign-in-methods']),
    staleTime: 30_000,
  });

  const request = uuid.exec(words)?.[0];
  const events =
    !may(areas.events) || words === ''
      ? []
      : [
          request === undefined
            ? { label: t('events', { words }), to: `/admin/events?search=${encodeURIComponent(words)}` }
            : { label: t('request', { request }), to: `/admin/events?request=${request}` },
        ];
  const found: readonly FoundGroup[] = [
    { name: 'pages', items: pages.filter(({ label, note }) => has(`${label} ${note ?? ''}`)) },
    { name: 'users', items: users.items },
    { name: 'applications', items: applications.items },
    { name: 'groups', items: groups.items },
    { name: 'apis', items: apis.items },
    {
      name: 'methods',
      items:
        words === ''
          ? []
          : methods
              .map((method) => ({ label: methodName(method), to: `/admin/sign-in-methods` }))
              .filter(({ label }) => has(label))
              .slice(0, most),
    },
    { name: 'gateway', items: gateway.items },
    { name: 'certificates', items: certificates.items },
    { name: 'events', items: events },
  ];
  return {
    groups: found.filter(({ items }) => items.length > 0),
    pending: [users, applications, groups, apis, certificates, gateway].some(({ pending }) => pending),
  };
};
