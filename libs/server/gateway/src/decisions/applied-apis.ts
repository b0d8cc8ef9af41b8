import { Injectable } from '@nestjs/common';
import type { GatewayApiDefinition, GatewayPolicy } from '@postern/contracts';
import { Statements } from '@postern/database';

/** Input of a decision. */
export interface AppliedApi {
  readonly id: string;
  readonly name: string;
  readonly applied: GatewayApiDefinition;
  /** The version before the last apply; null before the second apply. */
  readonly formerPolicy: GatewayPolicy | null;
  readonly formerUpstreamId: string | null;
  /** The certificate in question is among the uploaded ones. */
  readonly uploaded: boolean;
}

/** Uploaded are the certificates of callers, and those that the gateway itself shows to upstreams. */
const uploadedSql = (sha256: string): string => `exists (
  select 1 from certificate i where i.sha256 = ${sha256} and (
    exists (select 1 from gateway_caller_certificate c where c.certificate_id = i.id)
    or exists (select 1 from gateway_certificate g where g.certificate_id = i.id)))`;

const select = `select a.id, a.name, a.applied, a.former_policy as "formerPolicy",
  a.former_upstream_id as "formerUpstreamId", ${uploadedSql('$2')} as uploaded
  from gateway_api a where a.id = $1 and a.applied is not null`;

/** Reads the applied version by one statement per decision, so that it is always current. */
@Injectable()
export class AppliedApis {
  constructor(private readonly statements: Statements) {}

  /** @param sha256 of the caller's certificate, hexadecimal; null for none */
  find(apiId: string, sha256: string | null): Promise<AppliedApi | undefined> {
    const values = [apiId, sha256 === null ? null : Buffer.from(sha256, 'hex')];
    return this.statements.one<AppliedApi>('gateway_api.applied', select, values);
  }

  async isUploaded(sha256: string): Promise<boolean> {
    const text = `select ${uploadedSql('$1')} as uploaded`;
    const row = await this.statements.one<{ readonly uploaded: boolean }>('gateway.uploaded', text, [
      Buffer.from(sha256, 'hex'),
    ]);
    return row?.uploaded ?? false;
  }
}
