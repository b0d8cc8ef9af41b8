import { certificateErrorCodes, generalErrorCodes, type RevocationReason } from '@postern/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { attempt, judged, mtls, namesake, password } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';
import { startedMethods } from '../interaction/browser-memory';

const fresh = 'https://a1.mtls.localhost:3443/api/mtls/sign-in?ticket=fresh';
const linkTo = (name: string): string | null => screen.getByRole('link', { name }).getAttribute('href');

describe('a refused certificate', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  it.each([...certificateErrorCodes, ...generalErrorCodes])('has its own page for %s', async (code) => {
    await renderApp(fakeApi({ attempt: attempt(code) }));

    const title = screen.getByRole('heading', { level: 1 }).textContent ?? '';
    expect(title).not.toBe('');
    expect(title).not.toContain(code);
    expect(document.title).toBe(`${title} · Demo application`);
    expect(screen.getByText(code)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Username and password' })).toBeDefined();
  });

  it('gives a different reason for each certificate code', async () => {
    const titles = new Set<string | null>();
    for (const code of certificateErrorCodes) {
      const { unmount } = await renderApp(fakeApi({ attempt: attempt(code) }));
      titles.add(screen.getByRole('heading', { level: 1 }).textContent);
      unmount();
    }

    expect(titles.size).toBe(certificateErrorCodes.length);
  });

  it('shows the presented certificate and offers another one first', async () => {
    await renderApp(fakeApi({ attempt: attempt('certificate.expired') }));

    expect(screen.getByRole('article', { name: 'Alice Archer' })).toBeDefined();
    expect(linkTo('Use another certificate')).toBe(fresh);
    expect(screen.queryByRole('link', { name: 'Try again' })).toBeNull();
    expect(screen.getAllByRole('link')[0]?.textContent).toBe('Use another certificate');
  });

  it.each(['expired', 'revoked', 'wrong_purpose', 'self_signed', 'untrusted', 'weak_key', 'is_authority'] as const)(
    'offers no retry with a certificate that is always refused: %s',
    async (reason) => {
      await renderApp(fakeApi({ attempt: attempt(`certificate.${reason}`) }));

      expect(screen.queryByRole('link', { name: 'Try again' })).toBeNull();
      expect(linkTo('Use another certificate')).toBe(fresh);
      expect(screen.queryByText('Valid')).toBeNull();
    },
  );

  it.each([
    ['certificate.critical_extension', '1.2.3.4', 'Extension: 1.2.3.4'],
    ['certificate.name_constraint', 'dns:host.example.org', 'Name: dns:host.example.org'],
    ['certificate.unsupported_constraint', 'x400Address', 'Kind of name: x400Address'],
    ['certificate.unsupported_algorithm', 'ML-DSA-44', 'Key or signature: ML-DSA-44'],
    ['certificate.policy_missing', '1.2.3.4', 'Missing policy: 1.2.3.4'],
    ['certificate.key_usage', 'keyAgreement', 'Missing key usage: keyAgreement'],
    ['certificate.wrong_purpose', 'smartcardLogon', 'Missing purpose: smartcardLogon'],
    ['certificate.too_long_lived', '826', 'Validity in days: 826'],
  ] as const)('names what it was refused for: %s', async (code, about, text) => {
    await renderApp(fakeApi({ attempt: { ...attempt(code), judgement: judged(code, 3, { facts: { about } }) } }));

    expect(screen.getByText(text)).toBeDefined();
  });

  it('says when and why it, or its issuer, was revoked', async () => {
    const at = '2026-03-05T12:00:00.000Z';
    const revoked = (reason: RevocationReason, authority: string | null) =>
      fakeApi({
        attempt: {
          ...attempt('certificate.revoked'),
          judgement: judged('certificate.revoked', 4, { facts: { revocation: { at, reason, authority } } }),
        },
      });

    const own = await renderApp(revoked('keyCompromise', null));
    expect(screen.getByText(/Revoked on March 5, 2026.*Reason: its key may be compromised/)).toBeDefined();
    own.unmount();
    await renderApp(revoked('unspecified', 'CN=Issuing'));
    expect(screen.getByText('Its issuer CN=Issuing was revoked on March 5, 2026')).toBeDefined();
    expect(screen.queryByText(/Reason/)).toBeNull();
  });

  it('names the issuer that failed, by its key, and the accepted issuers', async () => {
    const acceptedIssuers = [{ name: 'Example Works People CA', keyId: '0102030405060708090a' }];
    const refused = { ...attempt('certificate.untrusted'), judgement: namesake, acceptedIssuers };
    await renderApp(fakeApi({ attempt: refused }));

    expect(screen.getByText('Refused')).toBeDefined();
    const [own, issuer] = within(screen.getByRole('list', { name: 'Certificate chain' })).getAllByRole('listitem');
    expect(own?.textContent).toContain('Alice Archer');
    expect(issuer?.textContent).toContain('Same name, different key');
    expect(screen.getByText('Key AA:BB:CC:DD:EE:FF:00:11')).toBeDefined();
    expect(screen.getByText(/01:02:03:04:05:06:07:08/)).toBeDefined();
  });

  it.each([
    ['certificate.expired', 'Your browser sent the same certificate again'],
    ['certificate.missing', 'Your browser sent no certificate again'],
  ] as const)('says so when another was asked for and the same came back: %s', async (code, says) => {
    const first = await renderApp(fakeApi({ attempt: attempt(code) }));
    expect(screen.queryByText(says)).toBeNull();
    const link = screen.getByRole('link', { name: /^(Use another|Choose a) certificate$/ });
    link.addEventListener('click', (event) => event.preventDefault());
    await userEvent.click(link);
    first.unmount();

    await renderApp(fakeApi({ attempt: attempt(code) }));

    expect(screen.getByText(says)).toBeDefined();
  });

  it('explains why a browser may not ask for a certificate, and how to install one', async () => {
    await renderApp(fakeApi({ attempt: attempt('certificate.missing') }));

    const reasons = screen.getByRole('region', { name: 'If your browser did not ask' }).textContent;
    for (const reason of ['expired', 'RSA-PSS', 'Brainpool', 'PIN', 'not inserted', 'without the CA that issued it'])
      expect(reasons).toContain(reason);
    expect(linkTo('How to install a certificate')).toBe('/sign-in/help');
  });

  it('offers a retry first if the certificate itself is fine', async () => {
    await renderApp(fakeApi({ attempt: attempt('certificate.revocation_unknown') }));

    expect(screen.getAllByRole('link')[0]?.textContent).toBe('Try again');
  });

  it('asks for a choice if none was sent, at an address where the browser asks again', async () => {
    await renderApp(fakeApi({ attempt: attempt('certificate.missing') }));

    expect(linkTo('Choose a certificate')).toBe(fresh);
    expect(screen.queryByRole('link', { name: 'Try again' })).toBeNull();
  });

  it('still offers the other methods if its own method has been switched off', async () => {
    await renderApp(fakeApi({ methods: [password], attempt: attempt('certificate.revoked') }));

    expect(screen.queryByRole('link', { name: 'Use another certificate' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Username and password' })).toBeDefined();
  });

  it('does not start automatically next time', async () => {
    startedMethods.add(mtls.id);

    await renderApp(fakeApi({ methods: [mtls], attempt: attempt('certificate.expired') }));

    expect(startedMethods.has(mtls.id)).toBe(false);
  });
});
