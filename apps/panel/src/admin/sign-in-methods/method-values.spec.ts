import type { SignInMethodRecord } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { descriptor, pem } from '../../testing/samples';
import { copiedValues, nameProblem } from './method-values';

describe('the name of a sign-in method', () => {
  it.each([
    ['', 'form.required'],
    ['   ', 'form.required'],
    [' Card', 'form.blank_ends'],
    ['Card ', 'form.blank_ends'],
    ['x'.repeat(51), 'form.too_long'],
    ['x'.repeat(50), null],
    ['🔑'.repeat(50), null],
    ['C', null],
  ])('%j: %s', (name, problem) => {
    expect(nameProblem(name)).toBe(problem);
  });
});

describe('the copy of a sign-in method', () => {
  const method: SignInMethodRecord = {
    id: 'm1',
    type: 'badge',
    owner: 'system',
    clientId: null,
    organizationId: null,
    overlaps: [],
    name: 'Staff badges',
    description: 'Everybody in the building',
    icon: null,
    logoUrl: '/api/logos/m1',
    public: false,
    publicity: 'on_request',
    enabled: true,
    group: 'main',
    required: null,
    requiredFrom: null,
    requirable: false,
    position: 0,
    params: { trustAnchors: [pem], realm: 'staff', identifyBy: 'public-key' },
    problem: null,
    problemDetail: null,
    builtIn: false,
    identifierSources: [],
    identifierCount: 3,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  };
  const nameOf = (name: string): string => `${name} (copy)`;

  it('starts with all values of the original, under another name', () => {
    expect(
      copiedValues(descriptor, method, { name: 'Staff badges', nameOf, logo: 'data:image/png;base64,AA==' }),
    ).toEqual({
      name: 'Staff badges (copy)',
      description: 'Everybody in the building',
      logo: 'data:image/png;base64,AA==',
      public: false,
      publicity: 'on_request',
      params: { trustAnchors: [pem], realm: 'staff', identifyBy: 'public-key' },
    });
  });

  it.each(['x'.repeat(50), '🔑'.repeat(50), `${'x'.repeat(42)} ${'y'.repeat(7)}`])(
    'has a name that may be used, however long that of the original is: %s',
    (name) => {
      const copy = copiedValues(descriptor, method, { name, nameOf, logo: undefined });

      expect(nameProblem(copy.name)).toBeNull();
      expect(copy.name).toMatch(/\(copy\)$/);
    },
  );
});
