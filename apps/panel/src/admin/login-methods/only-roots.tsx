import { useQueries } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { CodeAlert } from '../../components/problem-alert';
import { inspection } from '../certificates/inspection';

/** Says what follows when every trust anchor is a root: browsers offer only what they can connect to one of them. */
export const OnlyRoots = ({ pems }: { readonly pems: readonly string[] }) => {
  const api = useApi();
  const read = useQueries({ queries: pems.map((pem) => inspection(api, pem)) });
  const only = read.length > 0 && read.every(({ data }) => data !== undefined && data.issuer === data.subject);
  return only && <CodeAlert code="provider.only_roots" tone="warning" />;
};
