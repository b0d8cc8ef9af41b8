import { describe, expect, it } from 'vitest';
import { alice, attempt, mtls, password, view } from '../../testing/fixtures';
import { methodToStart, type AutoStartFacts } from './auto-start';

const familiar: AutoStartFacts = { failed: false, pressedBefore: () => true, startedBefore: false };
const onlyMtls = view({ methods: [mtls], promptLogin: false });

describe('a method that starts automatically', () => {
  it('starts if it is the only form', () => {
    expect(methodToStart(view({ methods: [password] }), { ...familiar, pressedBefore: () => false })).toBe(password);
  });

  it('starts if it is the only certificate method and the person has pressed its button before', () => {
    expect(methodToStart(onlyMtls, familiar)).toBe(mtls);
    expect(methodToStart(onlyMtls, { ...familiar, pressedBefore: () => false })).toBeNull();
  });

  it('does not leave the page when the application requires, or may require, a fresh sign-in', () => {
    expect(methodToStart({ ...onlyMtls, promptLogin: true }, familiar)).toBeNull();
    expect(methodToStart({ ...onlyMtls, promptLogin: undefined }, familiar)).toBeNull();
  });

  it('does not leave the page twice in one sign-in', () => {
    expect(methodToStart(onlyMtls, { ...familiar, startedBefore: true })).toBeNull();
  });

  it.each([
    ['there is a choice', view({ methods: [mtls, password] }), familiar],
    ['an account is remembered', view({ methods: [mtls], accounts: [alice] }), familiar],
    ['a certificate was refused', view({ methods: [mtls], attempt: attempt('certificate.expired') }), familiar],
    ['the browser came back with an error', onlyMtls, { ...familiar, failed: true }],
    ['there is none', view({ methods: [] }), familiar],
    ['something else is asked', view({ methods: [password], step: 'consent' }), familiar],
  ])('is none when %s', (_, shown, facts) => {
    expect(methodToStart(shown, facts)).toBeNull();
  });
});
