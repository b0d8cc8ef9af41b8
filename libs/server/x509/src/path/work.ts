import { X509Error } from '../x509.error.js';

/** What one unit is: comparing a name with a subtree, well below a microsecond. */
const mostUnits = 40_000;
/** Verifying a signature, in units; a P-521 or RSA 4096 one costs most. */
const signatureUnits = 2000;

/**
 * What judging one certificate may cost, so that no authority can make it dear: about 20 ms in all. Units are counted rather
 * than time, which makes the verdict the same on every machine.
 */
export class Work {
  #spent = 0;

  /** Units so far. */
  get spent(): number {
    return this.#spent;
  }

  /** @throws X509Error `work_limit` */
  spend(units: number): void {
    this.#spent += units;
    if (this.#spent > mostUnits) throw new X509Error('work_limit', `more than ${mostUnits} units of work`);
  }

  /** @throws X509Error `work_limit` */
  spendSignature(): void {
    this.spend(signatureUnits);
  }
}
