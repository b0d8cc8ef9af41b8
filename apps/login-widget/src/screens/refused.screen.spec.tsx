import { certificateErrorCodes, generalErrorCodes } from '@postern/contracts';
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { attempt, mtls, password } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';
import { startedMethods } from '../interaction/memory';

const fresh = 'https://a1.mtls.localhost:3443/api/mtls/sign-in?ticket=fresh';
const stable = 'https://localhost:3443/api/mtls/sign-in?ticket=stable';
const linkTo = (name: string): string | null => screen.getByRole('link', { name }).getAttribute('href');

describe('a refused certificate', () => {
  beforeEach(() => localStorage.clear());

  it.each([...certificateErrorCodes, ...generalErrorCodes])('has its own page for %s', async (code) => {
    await renderApp(fakeApi({ attempt: attempt(code) }));

    const title = screen.getByRole('heading', { level: 1 }).textContent ?? '';
    expect(title).not.toBe('');
    expect(title).not.toContain(code);
    expect(document.title).toBe(`${title} · Demo application`);
    expect(screen.getByText(code)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Login and password' })).toBeDefined();
  });

  it('says differently for each certificate code why', async () => {
    const titles = new Set<string | null>();
    for (const code of certificateErrorCodes) {
      const { unmount } = await renderApp(fakeApi({ attempt: attempt(code) }));
      titles.add(screen.getByRole('heading', { level: 1 }).textContent);
      unmount();
    }

    expect(titles.size).toBe(certificateErrorCodes.length);
  });

  it('shows what was presented and offers another certificate first', async () => {
    await renderApp(fakeApi({ attempt: attempt('certificate.expired') }));

    expect(screen.getByRole('article', { name: 'Alice Archer' })).toBeDefined();
    expect(linkTo('Use another certificate')).toBe(fresh);
    expect(linkTo('Try again')).toBe(stable);
    expect(screen.getAllByRole('link')[0]?.textContent).toBe('Use another certificate');
  });

  it('offers to try again first when nothing speaks against the certificate', async () => {
    await renderApp(fakeApi({ attempt: attempt('certificate.revocation_unknown') }));

    expect(screen.getAllByRole('link')[0]?.textContent).toBe('Try again');
  });

  it('asks for a choice when none was sent, at an address where the browser asks again', async () => {
    await renderApp(fakeApi({ attempt: attempt('certificate.missing') }));

    expect(linkTo('Choose a certificate')).toBe(fresh);
    expect(screen.queryByRole('link', { name: 'Try again' })).toBeNull();
  });

  it('still offers the other ways when its method was switched off meanwhile', async () => {
    await renderApp(fakeApi({ methods: [password], attempt: attempt('certificate.revoked') }));

    expect(screen.queryByRole('link', { name: 'Use another certificate' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Login and password' })).toBeDefined();
  });

  it('does not start by itself next time', async () => {
    startedMethods.add(mtls.id);

    await renderApp(fakeApi({ methods: [mtls], attempt: attempt('certificate.expired') }));

    expect(startedMethods.has(mtls.id)).toBe(false);
  });
});
