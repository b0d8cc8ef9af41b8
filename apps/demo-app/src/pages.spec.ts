import { describe, expect, it } from 'vitest';
import { accountPage, errorPage } from './pages.js';

const signedIn = {
  claims: { sub: 'ada', name: '<b>Ada</b>', acr: 'urn:postern:acr:certificate', amr: ['pop'] },
  sid: null,
  idToken: 'secret-id-token',
  accessToken: 'secret-access-token',
  refreshToken: null,
  expiresAt: 60_000,
  refreshes: 0,
};

describe('pages', () => {
  it('escape what the identity provider says about people', () => {
    const page = accountPage(signedIn, null, 0);

    expect(page).toContain('&lt;b&gt;Ada&lt;/b&gt;');
    expect(page).not.toContain('<b>');
  });

  it('never show a token', () => {
    expect(accountPage({ ...signedIn, refreshToken: 'secret-refresh-token' }, null, 0)).not.toMatch(/secret-/);
  });

  it('offer a refresh only when there is a refresh token', () => {
    expect(accountPage(signedIn, null, 0)).not.toContain('action="/refresh"');
    expect(accountPage({ ...signedIn, refreshToken: 'r' }, null, 0)).toContain('action="/refresh"');
  });

  it('say what to do after an error, the code small', () => {
    expect(errorPage({ title: 'T', next: 'N', code: 'c' })).toMatch(
      /<h1>T<\/h1>[\s\S]*Try again[\s\S]*<code>c<\/code>/,
    );
  });
});
