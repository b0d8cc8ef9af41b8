import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createAuthority,
  createCrl,
  exportPkcs12,
  issueCertificate,
  issueSelfSigned,
  type Authority,
} from './index.js';

let root: Authority;
let issuing: Authority;
const folder = mkdtempSync(join(tmpdir(), 'dev-pki-'));
const file = (name: string, data: string | Uint8Array): string => {
  writeFileSync(join(folder, name), data, { mode: 0o600 });
  return join(folder, name);
};
const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const present = (command: string): boolean => {
  try {
    run('which', command);
    return true;
  } catch {
    return false;
  }
};

beforeAll(async () => {
  root = await createAuthority({ subject: 'CN=Test Root, O=Postern' });
  issuing = await createAuthority({ subject: 'CN=Test Issuing, O=Postern', issuer: root, pathLength: 0 });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('development certificates', () => {
  it.each(['ec-p256', 'ec-p384', 'rsa-2048'] as const)(
    'satisfy OpenSSL as client certificates with a key of type %s',
    async (keyAlgorithm) => {
      const ada = await issueCertificate(issuing, { subject: 'CN=Ada', keyAlgorithm });
      const answer = run(
        'openssl',
        'verify',
        '-x509_strict',
        '-purpose',
        'sslclient',
        '-CAfile',
        file('root.pem', root.pem),
        '-untrusted',
        file('issuing.pem', issuing.pem),
        file('ada.pem', ada.pem),
      );

      expect(answer).toContain('OK');
    },
  );

  it('cover localhost and *.mtls.localhost as server certificates', async () => {
    const server = await issueCertificate(issuing, {
      subject: 'CN=localhost',
      purposes: ['serverAuth'],
      subjectAlternativeNames: ['localhost', '*.mtls.localhost'].map((value) => ({ type: 'dns', value })),
    });
    const verify = (host: string) =>
      run(
        'openssl',
        'verify',
        '-purpose',
        'sslserver',
        '-verify_hostname',
        host,
        '-CAfile',
        file('root.pem', root.pem),
        '-untrusted',
        file('issuing.pem', issuing.pem),
        file('server.pem', server.pem),
      );

    expect(verify('a1b2.mtls.localhost')).toContain('OK');
    expect(verify('localhost')).toContain('OK');
    expect(() => verify('example.test')).toThrow('hostname mismatch');
  });

  it('can be as bad as a test needs them', async () => {
    const weak = await issueSelfSigned({
      subject: 'CN=Weak',
      keyAlgorithm: 'rsa-1024',
      signatureHash: 'SHA-1',
      serialNumber: '0a0b',
      purposes: [],
    });
    const text = run('openssl', 'x509', '-noout', '-text', '-in', file('weak.pem', weak.pem));

    expect(text).toContain('1024 bit');
    expect(text).toContain('sha1WithRSAEncryption');
    expect(text).not.toContain('Extended Key Usage');
    expect(weak.certificate.serialNumber).toBe('0a0b');
  });

  it('are revoked by a list that OpenSSL accepts', async () => {
    const ada = await issueCertificate(issuing, { subject: 'CN=Ada' });
    const crl = await createCrl(issuing, { revokedSerials: [ada.certificate.serialNumber] });
    const check = () =>
      run(
        'openssl',
        'verify',
        '-crl_check',
        '-CRLfile',
        file('crl.pem', crl.pem),
        '-CAfile',
        file('root.pem', root.pem),
        '-untrusted',
        file('issuing.pem', issuing.pem),
        file('ada.pem', ada.pem),
      );

    expect(check).toThrow('certificate revoked');
  });
});

describe.each(['ec-p256', 'rsa-2048'] as const)('a PKCS #12 file with a key of type %s', (keyAlgorithm) => {
  // node-forge reads PBES2 with ASCII passwords only.
  const password = 'p4ssword-of Ada';
  let path: string;
  let data: Uint8Array;

  beforeAll(async () => {
    const ada = await issueCertificate(issuing, { subject: 'CN=Ada', keyAlgorithm });
    data = await exportPkcs12({ ...ada, password, friendlyName: 'Ada’s' });
    path = file(`${keyAlgorithm}.p12`, data);
  });

  it('opens in OpenSSL with its chain', () => {
    const text = run('openssl', 'pkcs12', '-in', path, '-nodes', '-passin', `pass:${password}`);

    expect(text).toContain('BEGIN PRIVATE KEY');
    expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(() => run('openssl', 'pkcs12', '-in', path, '-nodes', '-passin', 'pass:wrong')).toThrow();
  });

  it('opens in node-forge', () => {
    const opened = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(Buffer.from(data).toString('binary')), password);

    expect(opened.safeContents).toHaveLength(2);
  });

  it.skipIf(!present('pk12util'))('imports into an NSS store with its key', () => {
    const store = `sql:${mkdtempSync(join(folder, 'nss-'))}`;
    run('certutil', '-N', '-d', store, '--empty-password');
    run('pk12util', '-i', path, '-d', store, '-W', password);

    expect(run('certutil', '-L', '-d', store)).toContain('u,u,u');
    expect(run('certutil', '-K', '-d', store)).toMatch(/<\s*0>/);
  });
});
