import { readFile, stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { readRevocationLists, type RevocationList, Revocations } from '@postern/x509';
import { CertificateListenersConfig } from './certificate-listeners.config.js';

interface LoadedFile {
  /** Changes with the file. */
  readonly version: string;
  /** Undefined as long as the file was never readable. */
  readonly lists: readonly RevocationList[] | undefined;
}

/** Milliseconds between two looks at the files. */
const pause = 1000;

/** The revocation lists that the configuration names, read again when a file changes. */
@Injectable()
export class RevocationLists {
  readonly #files = new Map<string, LoadedFile>();
  #revocations = new Revocations([]);
  #lookedAt = -Infinity;
  #looking: Promise<void> | undefined;

  constructor(private readonly config: CertificateListenersConfig) {}

  async onModuleInit(): Promise<void> {
    await this.current();
  }

  /** The lists as they are on disk, at most a second old. */
  async current(): Promise<Revocations> {
    if (this.config.MTLS_CRL_FILES.length === 0) return this.#revocations;
    if (performance.now() - this.#lookedAt > pause) this.#looking ??= this.#look();
    // Whoever comes while the files are looked at waits: an answer from before could be too kind.
    await this.#looking;
    return this.#revocations;
  }

  async #look(): Promise<void> {
    try {
      const changes = await Promise.all(this.config.MTLS_CRL_FILES.map((path) => this.#reload(path)));
      if (changes.includes(true)) this.#revocations = this.#assemble();
      this.#lookedAt = performance.now();
    } finally {
      this.#looking = undefined;
    }
  }

  /** Answers whether anything changed. A file that cannot be read (any more) keeps what it said last, until that runs out. */
  async #reload(path: string): Promise<boolean> {
    const before = this.#files.get(path);
    const version = await versionOf(path);
    if (before?.version === version) return false;
    this.#files.set(path, { version, lists: (await readLists(path)) ?? before?.lists });
    return true;
  }

  #assemble(): Revocations {
    const files = [...this.#files];
    const unreadable = files.filter(([, { lists }]) => lists === undefined).map(([path]) => path);
    return new Revocations(
      files.flatMap(([, { lists }]) => lists ?? []),
      unreadable,
    );
  }
}

const versionOf = async (path: string): Promise<string> => {
  try {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true });
    return [mtimeNs, size, ino].join();
  } catch {
    return 'absent';
  }
};

const readLists = async (path: string): Promise<readonly RevocationList[] | undefined> => {
  try {
    return readRevocationLists(await readFile(path));
  } catch {
    // Absent, unreadable or half written; the method says so on its row.
    return undefined;
  }
};
