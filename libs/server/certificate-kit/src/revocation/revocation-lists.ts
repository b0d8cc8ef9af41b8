import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import {
  authorityKey,
  type AuthorityPath,
  type Certificate,
  revocationProblems,
  RevocationList,
  Revocations,
  type TrustStore,
  type UnreadableList,
  unusedLists,
  X509Error,
} from '@postern/x509';
import { CertificateListenersConfig } from '../certificate-listeners.config.js';
import type { UnreadableFile } from './list-jobs.js';
import { type LoadedFile, loadLargeFile, loadSmallFile, versionOf } from './load-list-file.js';
import type {
  AuthorityRule,
  CertificateBlock,
  RevocationSupplier,
  SuppliedRevocations,
} from './revocation-supplier.js';

interface KnownFile {
  /** Changes with the file. */
  readonly version: string;
  /** Its last content; undefined if it was never readable. */
  readonly loaded: LoadedFile | undefined;
  readonly failure: UnreadableFile | undefined;
}

/** A configured file, and what is wrong with it, for the log and for metrics. */
export interface ListFileState {
  readonly path: string;
  readonly problem: 'unreadable' | 'not_understood' | 'ran_out' | 'unused' | null;
}

/** Milliseconds between two looks at the files. */
const pause = 1000;
const hour = 3_600_000;
/** Sets of authorities kept in memory; more than any installation has. */
const mostStores = 200;

/** The authorities that one sign-in method or listener trusts. */
export interface TrustedAuthorities {
  readonly trustedFor: 'people' | 'applications' | 'gateway';
  readonly store: TrustStore;
  /** The sign-in method, for people. */
  readonly methodId?: string;
}

/**
 * What is known of revoked certificates: the lists that the configuration names, read again when a file changes, and what the supplier has.
 * A small file is read at once; a large one in a thread of its own, and until that is done what it said before holds.
 */
@Injectable()
export class RevocationLists implements OnModuleInit {
  private readonly log = new Logger('RevocationLists');
  private readonly files = new Map<string, KnownFile>();
  /** Everybody's authorities, by the identity of their stores. */
  private readonly stores = new Map<string, TrustStore>();
  private readonly sources: (() => Promise<readonly TrustedAuthorities[]>)[] = [];
  private readonly logged = new Map<string, string>();
  private revocations = new Revocations([]);
  private lookedAt = -Infinity;
  private looking: Promise<void> | undefined;
  private supplier: RevocationSupplier | undefined;
  private supplied: SuppliedRevocations | undefined;

  constructor(private readonly config: CertificateListenersConfig) {}

  async onModuleInit(): Promise<void> {
    await this.current();
  }

  /** The lists as they are on disk, at most a second old, or as old as a large file takes to be read. */
  async current(): Promise<Revocations> {
    if (this.config.MTLS_CRL_FILES.length > 0) {
      if (performance.now() - this.lookedAt > pause) this.looking ??= this.look();
      // Callers wait for a reload in progress: the old list may miss a revocation.
      await this.looking;
    }
    const supplied = await this.supplier?.current();
    if (supplied !== this.supplied) {
      this.supplied = supplied;
      this.assemble();
    }
    return this.revocations;
  }

  /** Adds revocation data that does not come from files. */
  supply(supplier: RevocationSupplier): void {
    this.supplier = supplier;
  }

  /**
   * As `Revocations.assertNotRevoked`, with the current files, the supplier's data and blocks.
   *
   * @throws X509Error `blocked`, `revoked`, `revocation_unknown`
   */
  async assertNotRevoked(certificate: Certificate, path: AuthorityPath, at: Date): Promise<void> {
    this.know(path.store);
    const revocations = await this.current();
    this.refuseBlocked([certificate, ...path.authorities.map((authority) => authority.certificate)], at);
    await revocations.assertNotRevoked(certificate, path, at);
    await this.supplier?.assertAnswered(certificate, path, at);
    this.supplier?.noteUse(certificate, path, at);
  }

  /**
   * For callers that check neither the issuer nor lists.
   *
   * @throws X509Error `blocked`
   */
  async assertNotBlocked(certificate: Certificate, at: Date): Promise<void> {
    await this.current();
    this.refuseBlocked([certificate], at);
  }

  /** The block of a certificate that is in force. */
  blockOf(certificate: Certificate, at: Date): CertificateBlock | undefined {
    return this.supplied?.blockOf(certificate, at);
  }

  /** What administrators decided about CAs, by `authorityKey`. */
  async rules(): Promise<ReadonlyMap<string, AuthorityRule>> {
    return (await this.supplier?.current())?.rules ?? new Map();
  }

  /** The authorities of every sign-in method and listener, each store as it is now. */
  async authorities(): Promise<readonly TrustedAuthorities[]> {
    return (await Promise.all(this.sources.map((source) => source()))).flat();
  }

  /** Blocking a CA blocks what it issued. */
  private refuseBlocked(certificates: readonly Certificate[], at: Date): void {
    const block = certificates.map((each) => this.blockOf(each, at)).find((found) => found !== undefined);
    if (block === undefined) return;
    throw new X509Error('blocked', `blocked here since ${block.since.toISOString()}: ${block.reason}`);
  }

  /** Registers authorities, so that lists which belong to none of them can be reported. */
  know(store: TrustStore): void {
    if (this.stores.size < mostStores) this.stores.set(store.identity, store);
  }

  /** The same for authorities that are read anew each time. */
  consult(source: () => Promise<readonly TrustedAuthorities[]>): void {
    this.sources.push(source);
  }

  /**
   * What an administrator should know about the lists, in English phrases that name the file: why certificates of a store's authorities
   * cannot be accepted, and which files have no effect.
   */
  async problems(
    store: TrustStore,
    at: Date,
  ): Promise<{ readonly blocking: readonly string[]; readonly idle: readonly string[] }> {
    this.know(store);
    const revocations = await this.current();
    const { blocking } = await revocationProblems(revocations, store, at);
    const unused = await this.unused(revocations, at);
    const idle = [
      ...revocations.unreadable.map(({ source, cause }) => `${source}: ${cause}`),
      ...unused.map(({ source, content }) => `${source}: no known CA signed it; it is of ${content.issuer}`),
    ];
    return { blocking, idle };
  }

  /** One state for each configured file. */
  async states(at = new Date()): Promise<readonly ListFileState[]> {
    const revocations = await this.current();
    const unused = new Set(await this.unused(revocations, at));
    return this.config.MTLS_CRL_FILES.map((path) => {
      const lists = revocations.lists.filter(({ source }) => source === path);
      if (revocations.unreadable.some(({ source }) => source === path)) return { path, problem: 'unreadable' };
      if (lists.some(({ content }) => content.notUnderstood !== undefined)) return { path, problem: 'not_understood' };
      if (lists.some(({ content: { nextUpdate } }) => nextUpdate === undefined || nextUpdate <= at))
        return { path, problem: 'ran_out' };
      return { path, problem: lists.some((list) => unused.has(list)) ? 'unused' : null };
    });
  }

  private async unused(revocations: Revocations, at: Date): Promise<readonly RevocationList[]> {
    if (revocations.lists.length === 0) return [];
    const asked = (await this.authorities()).map(({ store }) => store);
    const unused = await unusedLists(revocations, [...this.stores.values(), ...asked], at);
    // The list of a CA that an administrator chose stays when the CA goes.
    return unused.filter((list) => this.supplied?.lists.includes(list) !== true);
  }

  private async look(): Promise<void> {
    try {
      const changes = await Promise.all(this.config.MTLS_CRL_FILES.map((path) => this.reload(path)));
      if (changes.includes(true)) this.assemble();
      this.lookedAt = performance.now();
    } finally {
      this.looking = undefined;
    }
  }

  /** Returns whether the content in use changed. */
  private async reload(path: string): Promise<boolean> {
    const before = this.files.get(path);
    const { version, isLarge } = await versionOf(path);
    if (before?.version === version) return false;
    if (!isLarge) return this.keep(path, version, loadSmallFile(path));
    const keys = before?.loaded?.lists.flatMap(({ signedBy }) => signedBy) ?? [];
    const loading = loadLargeFile(path, keys).then(
      (found) => this.keep(path, version, found),
      (error: unknown) => this.keep(path, version, { cause: String(error), issuerKey: undefined }),
    );
    if (before?.loaded === undefined) return loading;
    // Requests do not wait for a large file that replaces another.
    this.files.set(path, { ...before, version });
    void loading.then((isChanged) => {
      if (isChanged) this.assemble();
    });
    return false;
  }

  /** A file that cannot be read keeps its last content until that expires. */
  private keep(path: string, version: string, found: LoadedFile | UnreadableFile): boolean {
    const before = this.files.get(path);
    const known: KnownFile =
      'lists' in found
        ? { version, loaded: found, failure: undefined }
        : { version, loaded: before?.loaded, failure: found };
    this.files.set(path, known);
    return true;
  }

  private assemble(): void {
    const files = [...this.files];
    const unreadable = files.flatMap(([source, { failure, loaded }]): UnreadableList[] =>
      failure === undefined ? [] : [{ ...failure, source, isKept: loaded !== undefined }],
    );
    const { rules = new Map(), lists = [], unreadable: missing = [] } = this.supplied ?? {};
    const fromFiles = files.flatMap(([, { loaded }]) => loaded?.lists ?? []);
    const graces = new Map([...rules.values()].map(({ issuerKey, graceHours }) => [issuerKey, graceHours]));
    this.revocations = new Revocations(
      [...fromFiles.map((list) => withGrace(list, graces.get(list.content.issuerKey) ?? 0)), ...lists],
      {
        signers: files.flatMap(([, { loaded }]) => loaded?.signers ?? []),
        unreadable: [...unreadable, ...missing],
        ignores: (issuer) => rules.get(authorityKey(issuer))?.isIgnored === true,
      },
    );
    this.report(files);
  }

  /** Each problem once, and its end. */
  private report(files: readonly (readonly [string, KnownFile])[]): void {
    for (const [path, { failure, loaded }] of files) {
      const refused = loaded?.lists.find(({ content }) => content.notUnderstood !== undefined);
      const problem = failure?.cause ?? refused?.content.notUnderstood ?? '';
      if ((this.logged.get(path) ?? '') === problem) continue;
      this.logged.set(path, problem);
      if (problem === '') this.log.log(`revocation list ${path} can be used again`);
      else this.log.warn(`revocation list ${path} cannot be used: ${problem}`);
    }
  }
}

const withGrace = (list: RevocationList, hours: number): RevocationList => {
  const { nextUpdate } = list.content;
  if (hours === 0 || nextUpdate === undefined) return list;
  const usableUntil = new Date(nextUpdate.getTime() + hours * hour);
  return new RevocationList({ ...list.content, usableUntil }, list.source, (key) => list.isSignedBy(key));
};
