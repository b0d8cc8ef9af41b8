import type { Identifier, LinkConfirmation, LinkPreview, LinkRefusal, LinkStart } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { isStaleProof } from '../../api/problem-of';
import { keepInterruption } from '../../session/interruption';
import { identifiersKey } from '../api/identifiers.api';
import { rememberMethod } from './link-memory';
import { leaveFor } from './navigation';

/** Navigates to the method's own origin: a fetch would send no certificate. */
export const useStartLink = () => {
  const api = useApi();
  return useMutation({
    mutationFn: (start: { readonly methodId: string; readonly fresh?: boolean }) =>
      api.post<LinkStart>('/me/links', start),
    onSuccess: ({ startUrl }, { methodId }) => {
      rememberMethod(methodId);
      leaveFor(startUrl);
    },
    onError: (refusal, wanted) => {
      if (isStaleProof(refusal)) keepInterruption('startLink', wanted);
    },
  });
};

/** What the code refers to; fetched once, since the response cannot change. */
export const useLinkPreview = (code: string) => {
  const api = useApi();
  return useQuery({
    queryKey: ['link-preview', code],
    queryFn: ({ signal }) => api.post<LinkPreview>('/me/links/preview', { code }, { signal }),
    staleTime: Infinity,
    retry: false,
  });
};

/** Details of a refusal; null fetches nothing. */
export const useLinkRefusal = (refusal: string | null) => {
  const api = useApi();
  return useQuery({
    queryKey: ['link-refusal', refusal],
    queryFn: ({ signal }) => api.post<LinkRefusal>('/me/links/refusal', { code: refusal }, { signal }),
    enabled: refusal !== null,
    staleTime: Infinity,
    retry: false,
  });
};

export const useConfirmLink = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (confirmation: LinkConfirmation) => api.post<Identifier>('/me/links/confirm', confirmation),
    onSuccess: () => queries.invalidateQueries({ queryKey: identifiersKey }),
  });
};
