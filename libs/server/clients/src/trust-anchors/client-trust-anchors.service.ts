import { Injectable } from '@nestjs/common';
import { readStoredAuthorities } from '@postern/certificate-kit';
import { ChangeFeed, KeptReading, Statements } from '@postern/database';
import { TrustStore } from '@postern/x509';

/** The trust anchors for applications' certificates: cached until they change, in this or another process. */
@Injectable()
export class ClientTrustAnchors {
  private readonly kept: KeptReading<TrustStore>;

  constructor(
    private readonly statements: Statements,
    changes: ChangeFeed,
  ) {
    this.kept = new KeptReading(changes, ['client_trust_anchor'], () => this.read());
  }

  current(): Promise<TrustStore> {
    return this.kept.current();
  }

  private async read(): Promise<TrustStore> {
    const rows = await this.statements.run<{ readonly der: Buffer }>(
      'client_trust_anchor.all',
      'select c.der from client_trust_anchor a join certificate c on c.id = a.certificate_id',
      [],
    );
    return new TrustStore(readStoredAuthorities(rows.map(({ der }) => der)));
  }
}
