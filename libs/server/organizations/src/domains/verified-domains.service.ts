import { Injectable } from '@nestjs/common';
import { ChangeFeed, KeptReading, Statements } from '@postern/database';
import { domainOfAddress } from './domain-name.js';

/** Whose domain it is. From memory: the database is read after a change only. */
@Injectable()
export class VerifiedDomains {
  private readonly kept: KeptReading<ReadonlyMap<string, string>>;

  constructor(
    private readonly statements: Statements,
    changes: ChangeFeed,
  ) {
    this.kept = new KeptReading(changes, ['organization_domain', 'organization'], () => this.read());
  }

  /**
   * Id of the active organization that has verified the domain.
   *
   * @param hint an e-mail address or a domain, as anybody typed it
   */
  async organizationOf(hint: string): Promise<string | null> {
    const domain = domainOfAddress(hint);
    return domain === undefined ? null : ((await this.kept.current()).get(domain) ?? null);
  }

  private async read(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.statements.run<{ readonly domain: string; readonly id: string }>(
      'organization_domain.verified',
      `select d.domain, o.id from organization_domain d join organization o on o.id = d.organization_id
       where d.verified_at is not null and o.status = 'active'`,
    );
    return new Map(rows.map(({ domain, id }) => [domain, id]));
  }
}
