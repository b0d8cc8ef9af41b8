import type { LevelRequirement } from '@postern/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { alice, attempt, mtls, password } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';

const requirement = (change: Partial<LevelRequirement> = {}): LevelRequirement => ({
  levels: ['urn:postern:acr:certificate'],
  signedIn: null,
  proved: null,
  tooOld: false,
  ...change,
});
const steppingUp = requirement({ signedIn: alice, proved: 'urn:postern:acr:password' });

describe('a required sign-in level', () => {
  it('is named, with the methods that reach it and no way to switch account', async () => {
    await renderApp(fakeApi({ methods: [mtls], requirement: requirement() }));

    expect(screen.getByText('Demo application asks for a certificate.')).toBeDefined();
    expect(screen.getByRole('link', { name: 'mTLS' })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Use another account' })).toBeNull();
  });

  it('is named together with the level already reached', async () => {
    await renderApp(fakeApi({ methods: [mtls], requirement: steppingUp }));

    expect(screen.getByText('Demo application asks for a certificate. You are signed in by password.')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Back to Demo application' })).toBeDefined();
  });

  it('can be one of several levels', async () => {
    const levels = ['urn:postern:acr:passkey', 'urn:postern:acr:certificate', 'urn:postern:acr:certificate-low'];
    await renderApp(fakeApi({ methods: [mtls], requirement: requirement({ levels }) }));

    expect(screen.getByText('Demo application asks for a passkey or a certificate.')).toBeDefined();
  });

  it('is a method of the application alone where no level is required', async () => {
    await renderApp(fakeApi({ methods: [mtls], requirement: { ...steppingUp, levels: [] } }));

    expect(
      screen.getByText(
        'You are signed in by a method that Demo application does not offer. Continue with one of these.',
      ),
    ).toBeDefined();
    expect(screen.getByRole('button', { name: 'Use another account' })).toBeDefined();
  });

  it('is required again if the last proof is too old', async () => {
    const old = { ...steppingUp, proved: 'urn:postern:acr:certificate', tooOld: true };
    await renderApp(fakeApi({ methods: [mtls], requirement: old }));

    expect(screen.getByText(/You are signed in by certificate, but that was too long ago\.$/)).toBeDefined();
  });

  it('starts no form automatically: the person first reads why another proof is needed', async () => {
    await renderApp(fakeApi({ methods: [password], requirement: steppingUp }));

    expect(screen.getByRole('button', { name: 'Username and password' })).toBeDefined();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('lets another person sign in after this one signs out', async () => {
    const api = fakeApi({ methods: [mtls], requirement: steppingUp });
    await renderApp(api);
    await userEvent.click(screen.getByRole('button', { name: 'Use another account' }));

    expect(api.signOut).toHaveBeenCalledWith(alice.id);
    expect(api.view).toHaveBeenCalledTimes(2);
  });

  it('is explained if someone else signed in', async () => {
    const presented = attempt('handoff.wrong_account');
    await renderApp(fakeApi({ methods: [mtls], requirement: steppingUp, attempt: presented }));

    expect(screen.getByRole('heading', { name: 'That is someone else’s account' })).toBeDefined();
    expect(screen.getByText(/^You are signed in as Alice Archer\./)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Use another account' })).toBeDefined();
  });
});
