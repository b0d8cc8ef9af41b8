import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Certificate, parseCertificate } from '../src/certificate/certificate.js';
import type { PathSettings } from '../src/path/validate-path.js';
import { type Authority, readAuthority, TrustStore } from '../src/path/trust-store.js';
import { X509Error } from '../src/x509.error.js';

/** A case of NIST's Public Key Interoperability Test Suite. */
export interface PkitsCase {
  /** Section and number, `4.1.1`; a title's subparts share it. */
  readonly number: string;
  readonly title: string;
  readonly isValid: boolean;
  readonly settings: PathSettings;
}

/** The files of a case. */
export interface PkitsFiles {
  /** The end entity. */
  readonly certificate: Certificate;
  /** Everything between it and the anchor, which is the first in the suite's order; also certificates that only sign lists. */
  readonly others: readonly Certificate[];
  readonly anchor: Certificate;
  /** The anchor and those of the others that may be authorities. */
  readonly store: TrustStore;
  /** DER of the revocation lists. */
  readonly lists: readonly Uint8Array[];
}

interface StoredCase {
  readonly number: string;
  readonly title: string;
  readonly certs: readonly string[];
  readonly crls: readonly string[];
  readonly valid: boolean;
  readonly settings: readonly string[];
}

/** A time at which every certificate that should be valid is. */
export const pkitsTime = new Date('2020-01-01T00:00:00Z');

export class Pkits {
  private readonly stored: ReadonlyMap<PkitsCase, StoredCase>;

  /** @param folder with `cases.json`, `certs` and `crls`; there are no cases without it */
  constructor(private readonly folder = process.env['PKITS_DIR'] ?? '') {
    const stored =
      folder === '' ? [] : (JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as readonly StoredCase[]);
    this.stored = new Map(
      stored.map((each) => [
        { number: each.number, title: each.title, isValid: each.valid, settings: readSettings(each.settings) },
        each,
      ]),
    );
  }

  get cases(): readonly PkitsCase[] {
    return [...this.stored.keys()];
  }

  /** @throws X509Error when a certificate of the case cannot be read */
  load(of: PkitsCase): PkitsFiles {
    const { certs = [], crls = [] } = this.stored.get(of) ?? {};
    const [anchor, ...below] = certs.map((name) => parseCertificate(this.read('certs', `${name}.crt`)));
    const certificate = below.pop();
    if (anchor === undefined || certificate === undefined) throw new Error(`${of.number} has no path`);
    return {
      certificate,
      others: below,
      anchor,
      store: new TrustStore([anchor, ...below].flatMap(readIfPossible)),
      lists: crls.map((name) => this.read('crls', `${name}.crl`)),
    };
  }

  private read(...path: readonly string[]): Uint8Array {
    return readFileSync(join(this.folder, ...path));
  }
}

const readIfPossible = ({ der }: Certificate): Authority[] => {
  try {
    return [readAuthority(der)];
  } catch (error) {
    if (error instanceof X509Error) return [];
    throw error;
  }
};

/** NIST's test policies, `NIST-test-policy-1` and so on. */
const policyOf = (name: string): string => `2.16.840.1.101.3.2.1.48.${name.replace('NIST-test-policy-', '')}`;

const readSettings = (settings: readonly string[]): PathSettings => {
  const policies = settings.find((setting) => setting.startsWith('PolicySet='))?.replaceAll(/^PolicySet=|"/g, '');
  return {
    explicitPolicy: settings.includes('ExplicitPolicy=true'),
    inhibitPolicyMapping: settings.includes('PolicyMappingInhibit=true'),
    inhibitAnyPolicy: settings.includes('InhibitAnyPolicy=true'),
    policies: policies === undefined ? undefined : new Set(policies.split(',').map(policyOf)),
  };
};
