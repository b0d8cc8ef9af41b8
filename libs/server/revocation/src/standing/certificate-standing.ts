import { Injectable } from '@nestjs/common';
import { RevocationLists } from '@postern/certificate-kit';
import type { CertificateStandingRecord } from '@postern/contracts';
import { Statements } from '@postern/database';
import {
  type Authority,
  authorityKey,
  authorityPathOf,
  type Certificate,
  reasonName,
  type TrustStore,
  X509Error,
} from '@postern/x509';
import { KeptRevocations } from '../kept/kept-revocations.js';

interface Answer {
  readonly [column: string]: unknown;
  /** Of issuer and serial number, as `answerKey` makes it. */
  readonly key: string;
  readonly status: 'good' | 'revoked' | 'unknown' | null;
  readonly revoked_at: Date | null;
  readonly reason: number | null;
  readonly failure_detail: string | null;
  readonly is_over: boolean;
}

/** An issuer of a certificate, at a sign-in method or listener that trusts it. */
interface Issuer {
  readonly issuer: Authority;
  readonly store: TrustStore;
}

type Standing = CertificateStandingRecord;

/** In order of precedence: a revocation applies even where another method or listener does not check. */
const order: readonly Standing['standing'][] = ['revoked', 'unknown', 'good', 'unchecked'];
const unchecked: Standing = { standing: 'unchecked', reason: null, since: null };
const good: Standing = { standing: 'good', reason: null, since: null };

const answersSql = `
  select encode(o.authority, 'hex') || encode(o.serial, 'hex') as key, o.status, o.revoked_at, o.reason, o.failure_detail,
    coalesce(o.next_update <= now(), true) as is_over
  from unnest($1::bytea[], $2::bytea[]) as asked (authority, serial)
  join ocsp_answer o on o.authority = asked.authority and o.serial = asked.serial`;

const serialOf = ({ serialNumber }: Certificate): Buffer => Buffer.from(serialNumber);
const answerKey = (issuer: Authority, certificate: Certificate): string =>
  authorityKey(issuer) + serialOf(certificate).toString('hex');

/** Standing of certificates for display: good, revoked by their CA, blocked here. Nothing is fetched for it. */
@Injectable()
export class CertificateStanding {
  constructor(
    private readonly lists: RevocationLists,
    private readonly kept: KeptRevocations,
    private readonly statements: Statements,
  ) {}

  async of(certificate: Certificate, at = new Date()): Promise<Standing> {
    return (await this.ofAll([certificate], at))[0] ?? unchecked;
  }

  /** In the order of the certificates; one statement, however many there are. */
  async ofAll(certificates: readonly Certificate[], at = new Date()): Promise<readonly Standing[]> {
    await this.lists.current();
    const trusted = await this.lists.authorities();
    const issuers = certificates.map((certificate) =>
      trusted.flatMap(({ store }) => issuersIn(store, certificate).map((issuer) => ({ issuer, store }))),
    );
    const answers = await this.answers(certificates, issuers);
    return Promise.all(
      certificates.map(async (certificate, index) => {
        const block = this.blockOf(certificate, issuers[index] ?? [], at);
        if (block !== undefined)
          return { standing: 'blocked', reason: block.reason, since: block.since.toISOString() } as const;
        const found: Standing[] = [];
        for (const one of issuers[index] ?? []) found.push(await this.below(one, certificate, answers, at));
        return order.map((standing) => found.find((each) => each.standing === standing)).find(Boolean) ?? unchecked;
      }),
    );
  }

  /** Its own, or that of a CA above it. */
  private blockOf(certificate: Certificate, issuers: readonly Issuer[], at: Date) {
    const above = issuers.flatMap(({ issuer, store }) => authorityPathOf(issuer, store, at)?.authorities ?? []);
    return [certificate, ...above.map((authority) => authority.certificate)]
      .map((each) => this.lists.blockOf(each, at))
      .find((block) => block !== undefined);
  }

  private async below(
    { issuer, store }: Issuer,
    certificate: Certificate,
    answers: ReadonlyMap<string, Answer>,
    at: Date,
  ): Promise<Standing> {
    const { ocsp } = await this.kept.current();
    if (ocsp.has(authorityKey(issuer))) return answered(answers.get(answerKey(issuer, certificate)));
    const path = authorityPathOf(issuer, store, at);
    if (path === undefined) return unchecked;
    const status = await (await this.lists.current()).statusOfSerial(path, certificate.serialNumber, at);
    switch (status.kind) {
      case 'revoked':
        return {
          standing: 'revoked',
          reason: reasonName(status.entry.reason),
          since: status.entry.revokedAt.toISOString(),
        };
      case 'unknown':
        return { standing: 'unknown', reason: status.causes[0] ?? null, since: null };
      default:
        return status.kind === 'good' ? good : unchecked;
    }
  }

  private async answers(
    certificates: readonly Certificate[],
    issuers: readonly (readonly Issuer[])[],
  ): Promise<ReadonlyMap<string, Answer>> {
    const { ocsp } = await this.kept.current();
    const asked = certificates.flatMap((certificate, index) =>
      (issuers[index] ?? [])
        .filter(({ issuer }) => ocsp.has(authorityKey(issuer)))
        .map(({ issuer }) => [Buffer.from(authorityKey(issuer), 'hex'), serialOf(certificate)] as const),
    );
    if (asked.length === 0) return new Map();
    const rows = await this.statements.run<Answer>('ocsp_answer.standings', answersSql, [
      asked.map(([authority]) => authority),
      asked.map(([, serial]) => serial),
    ]);
    return new Map(rows.map((row) => [row.key, row]));
  }
}

const answered = (answer: Answer | undefined): Standing => {
  if (answer?.status === 'revoked')
    return {
      standing: 'revoked',
      reason: reasonName(answer.reason ?? 0),
      since: answer.revoked_at?.toISOString() ?? null,
    };
  if (answer?.status === 'good' && !answer.is_over) return good;
  return { standing: 'unknown', reason: answer?.failure_detail ?? null, since: null };
};

/** Unknown for a certificate whose issuer takes too much work to find. */
const issuersIn = (store: TrustStore, certificate: Certificate): readonly Authority[] => {
  try {
    return store.issuersOf(certificate);
  } catch (error) {
    if (error instanceof X509Error) return [];
    throw error;
  }
};
