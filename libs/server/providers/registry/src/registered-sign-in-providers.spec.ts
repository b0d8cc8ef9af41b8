import { inEachLanguage } from '@postern/contracts';
import type { SignInProvider } from '@postern/provider-kit';
import { describe, expect, it } from 'vitest';
import { RegisteredSignInProviders } from './registered-sign-in-providers.js';

const provider = (type: string): SignInProvider => ({
  descriptor: {
    type,
    labels: inEachLanguage(() => ({ kind: type, methodName: type, fields: {} })),
    logo: '<svg/>',
    kind: 'form',
    steps: [],
    settings: [],
    creatable: false,
    linkable: false,
  },
  paramsClass: class Params {},
  acr: `urn:postern:acr:${type}`,
  amr: [type],
});

describe('the registry of sign-in providers', () => {
  it('finds a provider by its type', () => {
    const [first, second] = [provider('first'), provider('second')];

    expect(new RegisteredSignInProviders([first, second]).ofType('second')).toBe(second);
  });

  it('refuses a type that nobody has', () => {
    expect(() => new RegisteredSignInProviders([]).ofType('carrier-pigeon')).toThrow('provider.unknown_type');
  });

  it('refuses to start with two providers of one type', () => {
    expect(() => new RegisteredSignInProviders([provider('one'), provider('one')])).toThrow('share a type');
  });
});
