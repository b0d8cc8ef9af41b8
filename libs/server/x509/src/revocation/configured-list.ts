import { verifySignature } from '../certificate/signature.js';
import { sha256 } from '../certificate/thumbprint.js';
import { readListFile } from './list-file.js';
import type { ListContent, ParsedList } from './revocation-list.js';

/** Whether a key signed a list. */
export type SignatureCheck = (publicKeyInfo: Uint8Array) => boolean | Promise<boolean>;

/** A list, and where it came from. */
export class RevocationList {
  /** The same keys by object identity, found without hashing. */
  private readonly quick = new WeakMap<Uint8Array, boolean>();
  private readonly answers = new Map<string, boolean | Promise<boolean>>();
  private readonly signers: Uint8Array[] = [];

  /** @param source what administrators know it by: a file */
  constructor(
    readonly content: ListContent,
    readonly source: string,
    private readonly check: SignatureCheck,
  ) {}

  /** Keys that were found to have signed it. */
  get signedBy(): readonly Uint8Array[] {
    return this.signers;
  }

  /** Whether a key signed it; verified once per key. */
  isSignedBy(publicKeyInfo: Uint8Array): boolean | Promise<boolean> {
    const quick = this.quick.get(publicKeyInfo);
    if (quick !== undefined) return quick;
    const key = sha256(publicKeyInfo);
    const known = this.answers.get(key);
    if (typeof known === 'boolean') this.quick.set(publicKeyInfo, known);
    if (known !== undefined) return known;
    const asked = this.check(publicKeyInfo);
    const note = (answer: boolean): boolean => {
      this.answers.set(key, answer);
      if (answer) this.signers.push(publicKeyInfo);
      return answer;
    };
    if (typeof asked === 'boolean') return note(asked);
    const answer = asked.then(note, (error: unknown) => {
      // No result; the next call tries again.
      this.answers.delete(key);
      throw error;
    });
    this.answers.set(key, answer);
    return answer;
  }
}

/** A list whose signature is verified in this thread; for small lists. */
export const listInMemory = ({ content, signed }: ParsedList, source: string): RevocationList =>
  new RevocationList(content, source, (publicKeyInfo) => verifySignature(signed, publicKeyInfo));

/** Every list in the bytes of a small file; throws `X509Error` (`malformed`). */
export const readRevocationLists = (data: Uint8Array, source = 'a list'): RevocationList[] =>
  readListFile(data).lists.map((list) => listInMemory(list, source));
