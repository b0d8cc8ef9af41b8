import type { ApiClient, RequestOptions } from '@postern/api-client';
import type { Page } from '@postern/contracts';

const pageSize = 100;

/** Fetches a whole list, for lists that are usually short: page by page, in case one is not. */
export const everyItem = async <T>(
  api: ApiClient,
  path: string,
  signal: AbortSignal,
  query: RequestOptions['query'] = {},
): Promise<readonly T[]> => {
  const items: T[] = [];
  for (let page = 0; ; page += 1) {
    const answer = await api.get<Page<T>>(path, { signal, query: { ...query, page, pageSize } });
    items.push(...answer.items);
    if (answer.items.length === 0 || items.length >= answer.total) return items;
  }
};
