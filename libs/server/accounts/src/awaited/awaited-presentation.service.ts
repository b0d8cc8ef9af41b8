import { Injectable } from '@nestjs/common';
import { AuditedTransaction } from '@postern/audit';
import { Statements, violatedConstraint } from '@postern/database';
import { CertificateError, SignInEndedError } from '@postern/errors';
import type { PresentedIdentifier } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import type { ConfiguredSignInMethod } from '@postern/sign-in-methods';
import { storeLink } from '../identifiers/identifier-links.js';
import { backdateLink } from '../identifiers/backdate-link.js';
import { proofMark } from '../sign-in/proofs.js';

export interface AwaitedPresentation {
  readonly method: ConfiguredSignInMethod;
  readonly identifier: PresentedIdentifier;
  /** When it was presented, as `ProofTime.at`. */
  readonly provedAt: string;
  readonly origin: RequestOrigin;
}

interface Taken extends Record<string, unknown> {
  readonly accountId: string;
  readonly status: 'active' | 'blocked';
  readonly mark: string | null;
  readonly ended: boolean;
}

// One statement takes them away: of two presentations at once, one gets them. All names of the certificate go, if they are one account's.
const take = `
  with taken as (delete from awaited_identifier where method_id = $1 and subject = any($2::text[]) returning account_id)
  select a.id as "accountId", a.status, ${proofMark('a')} as mark,
    coalesce(extract(epoch from a.proofs_before) >= $3::numeric, false) as ended
  from account a where a.id in (select account_id from taken)`;

/** The first presentation of a certificate that an administrator has named. */
@Injectable()
export class AwaitedPresentations {
  constructor(private readonly transaction: AuditedTransaction) {}

  /**
   * Links the certificate to the account that waits for it; all of it or nothing.
   *
   * @returns whether one was waiting
   * @throws CertificateError (`certificate.ambiguous` when two accounts wait for it, `certificate.account_blocked`), SignInEndedError
   */
  async link({ method, identifier, provedAt, origin }: AwaitedPresentation): Promise<boolean> {
    const { awaited = [] } = identifier;
    if (awaited.length === 0) return false;
    try {
      return await this.transaction.run([], async ({ manager }) => {
        const statements = Statements.in(manager);
        const taken = await statements.run<Taken>('awaited_identifier.take', take, [method.id, awaited, provedAt]);
        const [account, ...others] = taken;
        if (account === undefined) return false;
        if (others.length > 0) throw new CertificateError('certificate.ambiguous', 'two accounts wait for it');
        if (account.status === 'blocked') throw new CertificateError('certificate.account_blocked');
        if (account.ended) throw new SignInEndedError();
        const { accountId, mark } = account;
        const linked = await storeLink(statements, {
          ...{ accountId, methodId: method.id, identifier, publicity: method.publicity },
          actor: { accountId, origin },
          proofs: [{ methodId: method.id, at: provedAt, mark }],
        });
        if (linked === undefined) throw new SignInEndedError('the proof of an awaited identifier was ended');
        await backdateLink(statements, linked.id, provedAt);
        return true;
      });
    } catch (error) {
      // Somebody has linked it at this moment.
      if (violatedConstraint(error)?.startsWith('identifier_method_') === true) return true;
      throw error;
    }
  }
}
