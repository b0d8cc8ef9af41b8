import { describe, expect, it } from 'vitest';
import { splitChanges } from './event-changes';

describe('the changes in an event', () => {
  it('are shown once, as before and after', () => {
    const details = { name: 'mTLS', changed: ['enabled', 'params'], enabled: false, before: { enabled: true } };

    expect(splitChanges(details)).toEqual({
      changes: [{ field: 'enabled', before: true, after: false }],
      rest: { name: 'mTLS', changed: ['enabled', 'params'] },
    });
  });

  it('are left unchanged if no old values were logged', () => {
    for (const details of [{ changed: ['params'] }, { before: 'yesterday' }]) {
      expect(splitChanges(details)).toEqual({ changes: [], rest: details });
    }
  });
});
