import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ChangeFeed, Statements } from '@postern/database';
import { CertificateOrigins } from '@postern/provider-kit';
import type { CertificateOriginsStateEntity } from './certificate-origins-state.entity.js';

export const originsTable = 'certificate_origins';

/** What Nginx was seen to serve, for every sign-in; from memory, kept current across server processes. */
@Injectable()
export class ServedOrigins extends CertificateOrigins implements OnModuleInit {
  private served = new Map<string, string>();
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly statements: Statements,
    private readonly changes: ChangeFeed,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    this.changes.onChange(originsTable, () => void this.read().catch(() => undefined));
    await this.read();
  }

  override servedAt(methodId: string): string | null {
    return this.served.get(methodId) ?? null;
  }

  override onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private async read(): Promise<void> {
    const { served } = await this.statements.only<Pick<CertificateOriginsStateEntity, 'served'>>(
      'certificate_origins.served',
      'select served from certificate_origins',
    );
    const before = JSON.stringify([...this.served].toSorted());
    this.served = new Map(Object.entries(served));
    if (JSON.stringify([...this.served].toSorted()) !== before) for (const listener of this.listeners) listener();
  }
}
