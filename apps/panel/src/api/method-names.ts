import type { MethodTypeNames, NamedMethod } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context';

export const typeNamesKey = ['sign-in-method-type-names'] as const;

/** Names of sign-in methods: the configured name or, without one, the type's name in the current language. */
export const useMethodName = (): ((method: NamedMethod) => string) => {
  const { i18n } = useTranslation('common');
  const api = useApi();
  const { data: names } = useQuery({
    queryKey: typeNamesKey,
    queryFn: ({ signal }) => api.get<MethodTypeNames>('/sign-in-methods/type-names', { signal }),
    staleTime: Infinity,
  });
  return ({ type, name }) => name ?? names?.[type]?.[i18n.language] ?? type;
};
