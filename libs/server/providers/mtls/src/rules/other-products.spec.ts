import {
  alternativeNamesExtension,
  type Authority,
  createAuthority,
  generalName,
  type Issued,
  issueCertificate,
} from '@postern/dev-pki';
import { findPath, parseCertificate, readAuthority, TrustStore } from '@postern/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { MtlsParams } from '../params/mtls.params.js';
import { mapHolder } from './certificate-candidates.js';
import { readRuleSource } from './rule-source.js';

let authority: Authority;
let store: TrustStore;
let ada: Issued;
beforeAll(async () => {
  authority = await createAuthority({ subject: 'O=Example,CN=People CA' });
  store = new TrustStore([readAuthority(authority.der)]);
  ada = await issueCertificate(authority, {
    subject: [
      { O: ['Example'] },
      { OU: ['people'] },
      { '0.9.2342.19200300.100.1.1': ['alovelace'] },
      { '1.2.840.113549.1.9.1': ['Ada@Example.org'] },
      { CN: ['Ada Lovelace'] },
    ],
    serialNumber: '2a',
    extensions: [
      alternativeNamesExtension([
        generalName.email('ada.l@example.org'),
        generalName.upn('Ada@Corp.Example'),
        generalName.other('1.2.3.4', generalName.raw(0x0c, Buffer.from('NL-42'))),
      ]),
    ],
  });
});

type Field = 'linked' | 'username' | 'email';

/** What one rule looks for in a certificate. */
const valuesBy = ({ der }: Pick<Issued, 'der'>, source: string, field: Field): readonly string[] => {
  const certificate = parseCertificate(der);
  const params = Object.assign(new MtlsParams(), { rules: [{ source, field }] });
  const { candidates } = mapHolder(certificate, findPath(certificate, store, new Date()), params);
  return candidates.filter(({ kept }) => kept !== true).map(({ value }) => value);
};
const hash = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}:[0-9a-f]{64}$`));

describe('a binding of another product has a rule that gives the same', () => {
  it.each([
    // Keycloak: "User identity source".
    ['Keycloak, subject DN by regular expression', 'subject-pattern:UID=(\\w+)', 'username', 'alovelace'],
    ['Keycloak, subject e-mail', 'subject:emailAddress', 'email', 'ada@example.org'],
    ['Keycloak, SAN e-mail', 'san-email', 'email', 'ada.l@example.org'],
    ['Keycloak, SAN other name (UPN)', 'san-upn', 'username', 'ada@corp.example'],
    ['Keycloak, subject CN', 'subject:CN', 'username', 'ada lovelace'],
    // Microsoft Entra: certificateUserIds and username bindings.
    ['Entra, PrincipalName', 'san-upn', 'username', 'ada@corp.example'],
    ['Entra, RFC822Name', 'san-email', 'email', 'ada.l@example.org'],
    // authentik: user attribute of its mTLS stage.
    ['authentik, subject', 'subject:CN', 'username', 'ada lovelace'],
    ['authentik, e-mail', 'san-email', 'email', 'ada.l@example.org'],
    // A national number.
    ['a number of a national card', 'san-other:1.2.3.4', 'username', 'nl-42'],
  ] as const)('%s', (_binding, source, field, value) => {
    expect(valuesBy(ada, source, field)).toEqual([value]);
  });

  it.each([
    ['Keycloak, issuer and serial number', 'issuer-and-serial', 'issuer-serial-sha256'],
    ['Keycloak, SHA-256 thumbprint', 'certificate', 'x509-sha256'],
    ['Keycloak, full certificate in PEM', 'certificate', 'x509-sha256'],
    ['Entra, SubjectKeyIdentifier', 'subject-key-identifier', 'issuer-ski-sha256'],
    ['Entra, SHA1PublicKey, here by SHA-256', 'public-key', 'spki-sha256'],
    ['Entra, IssuerAndSubject', 'issuer-and-subject', 'issuer-name-sha256'],
    ['Entra, IssuerAndSerialNumber', 'issuer-and-serial', 'issuer-serial-sha256'],
    ['authentik, fingerprint', 'certificate', 'x509-sha256'],
  ])('%s', (_binding, source, prefix) => {
    expect(valuesBy(ada, source, 'linked')).toEqual([hash(prefix)]);
  });
});

describe('a binding of another product that is not offered', () => {
  it('is the serial number alone: two CAs give the same one, and the rule with the issuer tells them apart', async () => {
    const other = await createAuthority({ subject: 'O=Elsewhere,CN=Other CA' });
    const eve = await issueCertificate(other, { subject: 'CN=Eve', serialNumber: '2a' });
    const ours = store;
    store = new TrustStore([readAuthority(authority.der), readAuthority(other.der)]);

    expect(valuesBy(eve, 'issuer-and-serial', 'linked')).not.toEqual(valuesBy(ada, 'issuer-and-serial', 'linked'));
    expect(readRuleSource('serial')).toMatch(/none of/);
    store = ours;
  });

  it('is the issuer alone, which everybody below it shares: the rule with the subject is one person', async () => {
    const eve = await issueCertificate(authority, { subject: 'CN=Eve' });

    expect(valuesBy(eve, 'issuer-and-subject', 'linked')).not.toEqual(valuesBy(ada, 'issuer-and-subject', 'linked'));
    expect(readRuleSource('issuer')).toMatch(/none of/);
  });
});
