import { Injectable } from '@nestjs/common';
import type { CertificateJudgement, CertificateStandingRecord, CertificateUse } from '@postern/contracts';

/** Where a feature keeps certificates. */
export interface CertificateSource {
  readonly use: CertificateUse;
  /** Whether the rows have the time of the last use (`kept`), or only what `findLastUses` finds is known (`seen`), or nothing. */
  readonly lastUse: 'kept' | 'seen' | 'none';
  /**
   * SQL of a query with the columns `certificate_id uuid`, `holder_id text`, `holder text`, `within_id text`, `within text`, `last_used_at
   * timestamptz` and `words text` (names, folded by `postern_fold`). It needs an index that finds the rows of one `certificate_id`.
   */
  readonly rows: string;
  /** SQL of what expires, in the columns of `endingRows`; by default the certificates of `rows`. */
  readonly ending?: string;
}

/** @returns the standing of each certificate (DER), in the same order */
export type StandingOfCertificates = (
  certificates: readonly Uint8Array[],
) => Promise<readonly CertificateStandingRecord[]>;

/** @returns null for a certificate that cannot be read */
export type DrawingOfCertificate = (
  der: Uint8Array,
  known: { readonly standing: CertificateStandingRecord; readonly uses: readonly CertificateUse[] },
) => Promise<CertificateJudgement | null>;

/**
 * Certificates of other features for the inventory. Each feature describes its own tables, so that none reads the tables of another.
 */
@Injectable()
export class CertificateSources {
  private readonly found: CertificateSource[] = [];
  private uses = 'select null::bytea as sha256, null::timestamptz as last_used_at where false';
  private drawing: DrawingOfCertificate = () => Promise.resolve(null);
  private standings: StandingOfCertificates = (certificates) => Promise.resolve(certificates.map(() => unchecked));

  add(...sources: readonly CertificateSource[]): void {
    this.found.push(...sources);
  }

  /** @param sql of a query with the columns `sha256 bytea` (unique) and `last_used_at timestamptz` */
  findLastUses(sql: string): void {
    this.uses = sql;
  }

  judgeBy(standings: StandingOfCertificates): void {
    this.standings = standings;
  }

  drawBy(drawing: DrawingOfCertificate): void {
    this.drawing = drawing;
  }

  get all(): readonly CertificateSource[] {
    return this.found;
  }

  get lastUses(): string {
    return this.uses;
  }

  standingOf(...judged: Parameters<StandingOfCertificates>): ReturnType<StandingOfCertificates> {
    return this.standings(...judged);
  }

  drawn(...shown: Parameters<DrawingOfCertificate>): ReturnType<DrawingOfCertificate> {
    return this.drawing(...shown);
  }
}

const unchecked: CertificateStandingRecord = { standing: 'unchecked', reason: null, since: null };
