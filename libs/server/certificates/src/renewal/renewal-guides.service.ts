import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditedTransaction, recordBy } from '@postern/audit';
import type { RenewalGuide } from '@postern/contracts';
import { Statements } from '@postern/database';
import { InvalidError, NotFoundError } from '@postern/errors';
import type { Actor } from '@postern/management';
import { CertificateSources } from '../certificate-sources.js';

/** A person's certificate: the fields that decide who renews it. */
export interface RenewableCertificate {
  readonly methodId: string;
  /** RFC 4514 text, as in its summary. */
  readonly issuer: string;
}

/** A CA that a method trusts; digests of names, as `CertificateEntity.issuerDigest`. */
interface Anchor {
  readonly methodId: string;
  readonly subject: Buffer;
  readonly issuer: Buffer | null;
  readonly guide: RenewalGuide | null;
}

const digestOf = (name: string): Buffer => createHash('sha256').update(name).digest();
const none: RenewalGuide = { address: null, texts: {} };

/** Tells people where to get a new certificate, by CA. For display only, so CAs are found by names, not by signatures. */
@Injectable()
export class RenewalGuides {
  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    private readonly sources: CertificateSources,
  ) {}

  async of(certificateId: string): Promise<RenewalGuide | null> {
    const row = await this.statements.one<RenewalGuide>(
      'renewal_guide.get',
      'select address, texts from renewal_guide where certificate_id = $1',
      [certificateId],
    );
    return row ?? null;
  }

  /**
   * The guide of the nearest CA with one above each certificate, in the same order; null if there is none. One statement, none without
   * certificates.
   */
  async find(certificates: readonly RenewableCertificate[]): Promise<readonly (RenewalGuide | null)[]> {
    if (certificates.length === 0 || this.anchors === undefined) return certificates.map(() => null);
    const methods = [...new Set(certificates.map(({ methodId }) => methodId))];
    const anchors = await this.statements.run<Anchor>(
      'renewal_guide.find',
      `select t.holder_id as "methodId", sha256(convert_to(ca.summary ->> 'subject', 'UTF8')) as subject, ca.issuer_digest as issuer,
         case when g.certificate_id is not null then jsonb_build_object('address', g.address, 'texts', g.texts) end as guide
       from (${this.anchors}) t join certificate ca on ca.id = t.certificate_id left join renewal_guide g on g.certificate_id = ca.id
       where t.holder_id = any($1::uuid[])`,
      [methods],
    );
    return certificates.map(({ methodId, issuer }) =>
      nearest(
        anchors.filter((anchor) => anchor.methodId === methodId),
        digestOf(issuer),
      ),
    );
  }

  /** Throws NotFoundError (`certificate.not_found`), InvalidError (`request.invalid`) if it is not a trust anchor of a sign-in method. */
  async set(certificateId: string, { address, texts }: RenewalGuide, actor: Actor): Promise<RenewalGuide> {
    return this.transaction.run([], async ({ manager, record }) => {
      const statements = Statements.in(manager);
      const ca = await statements.one<{ readonly name: string; readonly trusted: boolean }>(
        'renewal_guide.certificate',
        `select summary ->> 'name' as name,
           ${this.anchors === undefined ? 'false' : `id in (select certificate_id from (${this.anchors}) t)`} as trusted
         from certificate where id = $1 for key share`,
        [certificateId],
      );
      if (ca === undefined) throw new NotFoundError('certificate.not_found');
      if (!ca.trusted) throw new InvalidError('request.invalid', 'no sign-in method trusts this CA');
      // Two changes at once: the second waits, and is compared with the first.
      await statements.run('renewal_guide.lock', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `renewal_guide ${certificateId}`,
      ]);
      const [before = none] = await statements.run<RenewalGuide>(
        'renewal_guide.get',
        'select address, texts from renewal_guide where certificate_id = $1',
        [certificateId],
      );
      const after = { address, texts: given(texts) };
      if (isSame(before, after)) return after;
      if (isSame(after, none))
        await statements.run('renewal_guide.delete', 'delete from renewal_guide where certificate_id = $1', [
          certificateId,
        ]);
      else
        await statements.run(
          'renewal_guide.set',
          `insert into renewal_guide (certificate_id, address, texts) values ($1, $2, $3)
           on conflict (certificate_id) do update set address = excluded.address, texts = excluded.texts`,
          [certificateId, after.address, JSON.stringify(after.texts)],
        );
      const details = { ca: ca.name, ...after, before };
      await record(recordBy(actor, { type: 'certificate.renewal_guide_changed', details }));
      return after;
    });
  }

  private get anchors(): string | undefined {
    return this.sources.all.find(({ use }) => use === 'sign_in_trust_anchor')?.rows;
  }
}

/** Drops languages whose text is undefined. */
const given = (texts: RenewalGuide['texts']): RenewalGuide['texts'] =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));

const isSame = (one: RenewalGuide, other: RenewalGuide): boolean => canonical(one) === canonical(other);
const canonical = ({ address, texts }: RenewalGuide): string =>
  JSON.stringify([address, Object.entries(texts).sort(([one], [other]) => one.localeCompare(other))]);

/** Goes up level by level. `seen` ends cycles: two CAs may have certified each other. */
const nearest = (anchors: readonly Anchor[], issuer: Buffer): RenewalGuide | null => {
  let level = [issuer];
  const seen = new Set<string>();
  while (level.length > 0) {
    const found = anchors.filter(({ subject }) => level.some((name) => name.equals(subject)));
    const guide = found.find((anchor) => anchor.guide !== null)?.guide;
    if (guide) return guide;
    for (const name of level) seen.add(name.toString('hex'));
    level = found.flatMap((anchor) =>
      anchor.issuer && !seen.has(anchor.issuer.toString('hex')) ? [anchor.issuer] : [],
    );
  }
  return null;
};
