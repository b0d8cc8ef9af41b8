import { everybodyEnters } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { accessOf, accessValuesOf, hasCondition } from './access-values';

describe('the access settings of an application', () => {
  it('come back from the form as they went in', () => {
    const access = {
      mode: 'rule' as const,
      rule: {
        ...{ roles: ['manager' as const], groups: ['g'], issuers: ['CN=CA'], policies: ['1.2'], addresses: ['::/0'] },
        ...{ organizations: ['o'], fields: [{ field: 'unit', value: 'a=b' }] },
        ...{ from: '2026-11-30T10:15:00.000Z', until: null },
      },
      requests: true,
      contact: 'it@example.test',
    };

    expect(accessOf(accessValuesOf(access))).toEqual(access);
    expect(accessOf(accessValuesOf(everybodyEnters))).toEqual(everybodyEnters);
  });

  it('leave out the rule in other modes, and blanks in place of a contact', () => {
    const values = accessValuesOf({ ...everybodyEnters, mode: 'members' });

    expect(accessOf({ ...values, groups: ['g'], contact: '  ' })).toEqual({ ...everybodyEnters, mode: 'members' });
  });

  it('need one condition for a rule', () => {
    const values = accessValuesOf({ ...everybodyEnters, mode: 'rule' });

    expect(hasCondition(values)).toBe(false);
    expect(hasCondition({ ...values, addresses: ['192.0.2.0/24'] })).toBe(true);
  });
});
