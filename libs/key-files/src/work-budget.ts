import { KeyFileError } from './key-file.error.js';

/** Rounds of one derivation: as many as the most cautious programs write (GnuTLS). */
export const mostRounds = 600_000;
/** Rounds of all that a file asks for. GnuTLS with triple DES needs seven times the rounds of one derivation. */
const mostRoundsOfAFile = 9 * mostRounds;
const mostDerivations = 60;
/** Cost, block size and parallelization multiplied: 32 times what OpenSSL writes (16384 · 8 · 1). */
const mostScrypt = 32 * 16_384 * 8;

/** Limits the work that a file may ask for; more throws `KeyFileError` (`too_costly`) before any of it is done. */
export class WorkBudget {
  private derivations = 0;

  constructor(private rounds = mostRoundsOfAFile) {}

  spend(rounds: number): void {
    this.derivations += 1;
    this.rounds -= rounds;
    if (!(rounds >= 1 && rounds <= mostRounds) || !(this.rounds >= 0)) throw tooCostly(`${rounds} rounds`);
    if (this.derivations > mostDerivations) throw tooCostly(`more than ${mostDerivations} keys to derive`);
  }

  spendScrypt(cost: number, blockSize: number, parallelization: number): void {
    const product = cost * blockSize * parallelization;
    if (!(cost > 1 && blockSize >= 1 && parallelization >= 1 && product <= mostScrypt)) throw tooCostly('scrypt');
    // 16384 · 8 takes OpenSSL about as long as 100,000 rounds.
    this.spend(Math.max(1, Math.ceil((product / (16_384 * 8)) * 18_000)));
  }
}

const tooCostly = (message: string): KeyFileError => new KeyFileError('too_costly', message);
