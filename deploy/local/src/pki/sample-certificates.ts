import { mkdirSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Authority,
  type CertificateOptions,
  exportPkcs12,
  type Issued,
  issueCertificate,
  issueSelfSigned,
} from '@postern/dev-pki';
import type { Paths } from '../state/paths.js';
import { writePrivate } from '../state/private-files.js';
import type { Authorities } from './authorities.js';
import { filesOf, isUsable, loadIssued, storeIssued } from './stored-certificate.js';

/** Paths of one sample certificate: PEM certificate, PEM key (PKCS #8), and both with the chain as PKCS #12. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
  readonly p12: string;
}

export interface SampleCertificates {
  readonly users: Readonly<Record<'alice' | 'bob', CertificateFiles>>;
  /** Good, and linked to nobody: a second one for alice. */
  readonly spare: CertificateFiles;
  /** Of the sample application that authenticates over TLS. */
  readonly machine: CertificateFiles;
  readonly bad: Readonly<Record<BadCertificate, CertificateFiles>>;
  /** Hexadecimal serial number of the revoked one. */
  readonly revokedSerial: string;
}

type BadCertificate = 'expired' | 'not-yet-valid' | 'revoked' | 'server-auth-only' | 'foreign-ca' | 'self-signed';

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);
const subject = (name: string) => `CN=${name}, O=Postern development`;
const email = (username: string) => [{ type: 'email', value: `${username}@example.com` }] as const;
const aliceName = subject('Alice Adams');

const good = {
  alice: { subject: aliceName, subjectAlternativeNames: email('alice'), notAfter: inDays(825) },
  bob: {
    subject: subject('Bob Brown'),
    subjectAlternativeNames: email('bob'),
    keyAlgorithm: 'rsa-2048',
    notAfter: inDays(825),
  },
  spare: {
    subject: subject('Alice Adams, second device'.replace(',', '\\,')),
    subjectAlternativeNames: email('alice'),
    notAfter: inDays(825),
  },
} satisfies Record<string, CertificateOptions>;

const machine: CertificateOptions = {
  subject: subject('demo-machine'),
  subjectAlternativeNames: [{ type: 'dns', value: 'demo-machine.localhost' }],
  notAfter: inDays(825),
};

const bad: Readonly<Record<BadCertificate, CertificateOptions>> = {
  expired: { subject: subject('Expired'), notBefore: inDays(-730), notAfter: inDays(-365) },
  'not-yet-valid': { subject: subject('Not yet valid'), notBefore: inDays(3650), notAfter: inDays(4015) },
  revoked: { subject: subject('Revoked'), notAfter: inDays(825) },
  'server-auth-only': { subject: subject('Server only'), purposes: ['serverAuth'], notAfter: inDays(825) },
  'foreign-ca': { ...good.alice },
  'self-signed': { ...good.alice },
};

/** Makes the sample certificates that are missing or about to expire, and keeps the others. */
export const loadSampleCertificates = async (
  { pki }: Paths,
  authorities: Authorities,
  p12Password: string,
): Promise<SampleCertificates> => {
  const { usersIssuing, foreign, machines } = authorities;
  const issuers: Partial<Record<BadCertificate, Authority | null>> = { 'foreign-ca': foreign, 'self-signed': null };
  const make = (path: string, options: CertificateOptions, issuer: Authority | null = usersIssuing) =>
    keep(join(pki, path), options, issuer ?? undefined, p12Password);
  const makeBad = (name: BadCertificate) => make(`bad/${name}`, bad[name], issuers[name]);

  const revoked = await makeBad('revoked');
  return {
    users: {
      alice: (await make('users/alice', good.alice)).files,
      bob: (await make('users/bob', good.bob)).files,
    },
    spare: (await make('users/alice-second-device', good.spare)).files,
    machine: (await make('machines/demo-machine', machine, machines)).files,
    bad: {
      expired: (await makeBad('expired')).files,
      'not-yet-valid': (await makeBad('not-yet-valid')).files,
      revoked: revoked.files,
      'server-auth-only': (await makeBad('server-auth-only')).files,
      'foreign-ca': (await makeBad('foreign-ca')).files,
      'self-signed': (await makeBad('self-signed')).files,
    },
    revokedSerial: revoked.issued.certificate.serialNumber,
  };
};

const keep = async (base: string, options: CertificateOptions, issuer: Authority | undefined, password: string) => {
  const files: CertificateFiles = { ...filesOf(base), p12: `${base}.p12` };
  const chain =
    issuer === undefined
      ? []
      : [...(issuer.certificate.subject === issuer.certificate.issuer ? [] : [issuer.certificate])];
  const found = await loadIssued(base, chain);
  const isExpiredOnPurpose = (options.notAfter?.getTime() ?? Infinity) < Date.now();
  if (found !== undefined && isUsable(found, issuer, !isExpiredOnPurpose)) {
    if (!existsSync(files.p12)) await writePkcs12(files.p12, found, password);
    return { files, issued: found };
  }
  mkdirSync(dirname(base), { recursive: true, mode: 0o700 });
  const issued = await (issuer === undefined ? issueSelfSigned(options) : issueCertificate(issuer, options));
  storeIssued(base, issued);
  await writePkcs12(files.p12, issued, password);
  return { files, issued };
};

const writePkcs12 = async (path: string, issued: Issued, password: string): Promise<void> =>
  writePrivate(
    path,
    await exportPkcs12({ ...issued, password, friendlyName: `Postern sample: ${path.split('/').at(-1)}` }),
  );
