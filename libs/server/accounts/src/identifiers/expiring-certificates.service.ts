import { Injectable } from '@nestjs/common';
import { expirySoon, RenewalGuides } from '@postern/certificates';
import type { CertificateSummary, RenewalGuide } from '@postern/contracts';
import { Statements } from '@postern/database';

interface Last {
  readonly certificateId: string;
  readonly methodId: string;
  readonly issuer: string;
  readonly notAfter: Date;
  readonly soon: boolean;
  readonly waits: boolean;
}

export interface ExpiringCertificate {
  readonly certificateId: string;
  readonly notAfter: Date;
  readonly renewal: RenewalGuide | null;
}

/** What people read of the end of the certificates they sign in with. */
@Injectable()
export class ExpiringCertificates {
  constructor(
    private readonly statements: Statements,
    private readonly guides: RenewalGuides,
  ) {}

  /**
   * The certificate of the account that expires last, once that is soon. Null while another one lasts longer, and while the person wants to be
   * reminded later. Certificates of methods that are switched off are worth nothing here.
   */
  async find(accountId: string): Promise<ExpiringCertificate | null> {
    const last = await this.last(accountId);
    if (last === undefined || !last.soon || last.waits) return null;
    const { certificateId, notAfter } = last;
    const [renewal = null] = await this.guides.find([last]);
    return { certificateId, notAfter, renewal };
  }

  /** For three days; but people are told again on the last day. Nothing happens where nothing expires. */
  async remindLater(accountId: string): Promise<void> {
    const last = await this.last(accountId);
    if (last === undefined || !last.soon) return;
    await this.statements.run(
      'identifier.remind_later',
      `with later as (
         select id, case when not_after - interval '1 day' > now()
           then least(now() + interval '3 days', not_after - interval '1 day') else now() + interval '3 days' end as at
         from certificate where id = $2
       ),
       unlinked as (
         update unlinked_certificate u set remind_after = later.at from later where u.account_id = $1 and u.certificate_id = later.id
       )
       update identifier i set remind_after = later.at from later where i.account_id = $1 and i.certificate_id = later.id`,
      [accountId, last.certificateId],
    );
  }

  /** How people renew a certificate that a method was shown. */
  async renewalOf(methodId: string, { issuer }: Pick<CertificateSummary, 'issuer'>): Promise<RenewalGuide | null> {
    const [guide = null] = await this.guides.find([{ methodId, issuer }]);
    return guide;
  }

  private last(accountId: string): Promise<Last | undefined> {
    return this.statements.one<Last>(
      'identifier.last_to_expire',
      `select c.id as "certificateId", used.method_id as "methodId", c.summary ->> 'issuer' as issuer, c.not_after as "notAfter",
         coalesce(${expirySoon('c.not_after')}, false) as soon, coalesce(used.remind_after > now(), false) as waits
       from (
         select certificate_id, method_id, remind_after from identifier where account_id = $1
         union all
         select certificate_id, method_id, remind_after from unlinked_certificate where account_id = $1
       ) used join certificate c on c.id = used.certificate_id join sign_in_method m on m.id = used.method_id and sign_in_method_used(m.id)
       where c.not_after > now() order by c.not_after desc, used.remind_after desc nulls last, c.id limit 1`,
      [accountId],
    );
  }
}
