import { describe, expect, it } from 'vitest';
import { splitChanges } from './event-changes';

describe('what an event tells of a change', () => {
  it('is told once, as before and after', () => {
    const details = { name: 'mTLS', changed: ['enabled', 'params'], enabled: false, before: { enabled: true } };

    expect(splitChanges(details)).toEqual({
      changes: [{ field: 'enabled', before: true, after: false }],
      rest: { name: 'mTLS', changed: ['enabled', 'params'] },
    });
  });

  it('is left as it is where nothing of before was kept', () => {
    for (const details of [{ changed: ['params'] }, { before: 'yesterday' }]) {
      expect(splitChanges(details)).toEqual({ changes: [], rest: details });
    }
  });
});
