import { validateSync } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { InteractionsConfig } from './interactions.config.js';

const isAccepted = (change: Partial<InteractionsConfig>): boolean =>
  validateSync(Object.assign(new InteractionsConfig(), change)).length === 0;

describe('a proof that waits between the two origins', () => {
  it('lives for a minute at most, whatever is configured, for a sign-in as for a link', () => {
    expect(new InteractionsConfig().HANDOFF_TTL).toBe(60);
    expect([5, 60, 61, 300].map((HANDOFF_TTL) => isAccepted({ HANDOFF_TTL }))).toEqual([true, true, false, false]);
  });
});
