import type { Certificate } from '../certificate/certificate.js';
import { X509Error } from '../x509.error.js';

/** Limit in units. One unit is one comparison of a name with a subtree, 0.1 to 0.2 µs, so the limit is about 20 ms. */
const mostUnits = 100_000;

/** Cost of each operation, in units. */
export const costs = { comparison: 1, reading: 40, step: 50 } as const;
const quickSignature = 1000;
const slowSignature = 10_000;
/** Keys whose signatures OpenSSL verifies in about 0.1 ms; others take ten times that and more. */
const quickKeys = /^(EC P-256|Ed25519|RSA ([1-3]\d{3}|40(\d\d)))$/;

/**
 * Limits the work of judging one certificate, so that no CA can make it expensive. Counts units instead of time, which makes
 * the verdict the same on every machine.
 */
export class Work {
  private used = 0;

  /** Units so far. */
  get spent(): number {
    return this.used;
  }

  /** @throws X509Error `work_limit` */
  spend(units: number): void {
    this.used += units;
    if (this.used > mostUnits) throw new X509Error('work_limit', `more than ${mostUnits} units of work`);
  }

  /** For verifying a signature with an authority's key; throws `X509Error` (`work_limit`). */
  spendSignature({ key }: Certificate): void {
    this.spend(quickKeys.test(key.description) ? quickSignature : slowSignature);
  }
}
