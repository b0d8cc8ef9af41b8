import { createAuthority, issueCertificate, issueSelfSigned } from '@postern/dev-pki';
import type { InvalidError } from '@postern/errors';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPki, days, refusalOf } from '../testing/index.js';
import { normalizeTrustAnchors } from './trust-anchors.js';

let pki: Awaited<ReturnType<typeof createPki>>;

beforeAll(async () => {
  pki = await createPki();
});

const normalize = (...texts: string[]) => normalizeTrustAnchors(texts, new Date());
const refusal = async (...texts: string[]) => (await refusalOf(() => normalize(...texts))) as InvalidError;

describe('trust anchors', () => {
  it('are kept one by one, each once, however they were pasted', () => {
    const { root, issuing } = pki;

    expect(normalize(root.pem + issuing.pem, `text\n${root.pem.replaceAll('\n', '\r\n')}`)).toEqual([
      root.pem,
      issuing.pem,
    ]);
  });

  it('are read from every spelling of a certificate', () => {
    const { root } = pki;
    const spellings = [
      Buffer.from(root.der).toString('base64'),
      root.pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'),
      root.pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'),
      Buffer.from(`\ufeff${root.pem}`, 'utf16le').toString('latin1'),
    ];
    for (const text of spellings) expect(normalize(text)).toEqual([root.pem]);
  });

  it('are needed', async () => {
    expect((await refusal()).code).toBe('sign_in_method.no_trust_anchor');
  });

  it('are never private keys', async () => {
    const { code, errors } = await refusal(pki.root.pem, pki.root.pem + pki.root.privateKeyPem);

    expect(code).toBe('certificate.private_key_given');
    expect(errors?.[0]).toEqual({ path: 'trustAnchors.1', message: expect.stringContaining('compromised') as string });
  });

  it.each([
    ['garbage', async () => 'my CA', 'is not a certificate that can be read'],
    [
      'a damaged certificate',
      async () => pki.root.pem.replace(/^MII/m, 'AII'),
      'is not a certificate that can be read',
    ],
    ['a person’s certificate', async () => pki.ada.pem, 'not a CA certificate'],
    [
      'a self-signed certificate of a person',
      async () => (await issueSelfSigned({ subject: 'CN=Ada' })).pem,
      'not a CA certificate',
    ],
    [
      'an expired CA',
      async () => (await createAuthority({ subject: 'CN=Old', notBefore: days(-9), notAfter: days(-1) })).pem,
      'has expired',
    ],
    [
      'a CA with a weak key',
      async () => (await createAuthority({ subject: 'CN=Weak', keyAlgorithm: 'rsa-1024' })).pem,
      'RSA 1024',
    ],
    ['an authority without its root', async () => pki.issuing.pem, 'add its root certificate'],
  ])('are refused when one is %s, and the field is named', async (_, make, message) => {
    const { code, errors } = await refusal(await make());

    expect(code).toBe('sign_in_method.invalid_trust_anchor');
    expect(errors?.[0]?.path).toBe('trustAnchors.0');
    expect(errors?.[0]?.message).toContain(message);
  });

  it('of the same name but with another key are no root of an authority', async () => {
    const twin = await createAuthority({ subject: 'CN=Root,O=Test' });

    expect((await refusal(twin.pem, pki.issuing.pem)).errors?.[0]?.path).toBe('trustAnchors.1');
  });

  it('may wait for their first day', async () => {
    const next = await createAuthority({ subject: 'CN=Next', notBefore: days(1) });

    expect(normalize(pki.root.pem, next.pem)).toHaveLength(2);
  });

  it('are not what a certificate says it is: a CA flag without the key usage is refused', async () => {
    const { KeyUsageFlags } = await import('@peculiar/x509');
    const odd = await issueCertificate(pki.root, {
      subject: 'CN=Odd',
      isAuthority: true,
      keyUsages: KeyUsageFlags.digitalSignature,
    });

    expect((await refusal(odd.pem)).code).toBe('sign_in_method.invalid_trust_anchor');
  });
});
