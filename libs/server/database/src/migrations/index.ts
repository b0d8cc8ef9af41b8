import { InitialSchema20261120200000 } from './20261120200000-initial-schema.js';

/** In the order they are applied. A migration that was released is never edited; a new one follows it. */
export const migrations = [InitialSchema20261120200000] as const;
