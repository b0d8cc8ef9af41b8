import type { Page } from '@postern/contracts';

/** Lists that are short by nature are fetched as a whole; some come in a page, some bare. */
export const itemsOf = <T>(answer: Page<T> | readonly T[]): readonly T[] => ('items' in answer ? answer.items : answer);
