import { Injectable, type OnModuleInit } from '@nestjs/common';
import { readStoredAuthorities } from '@postern/certificate-kit';
import { ChangeFeed, Statements } from '@postern/database';
import { TrustStore } from '@postern/x509';

/** Milliseconds the anchors serve while changes of other processes do not arrive. */
const unheardServes = 1000;

interface Loaded {
  readonly store: TrustStore;
  readonly readAt: number;
}

/** The trust anchors that applications' certificates lead to: from memory, read again when they change, here or elsewhere. */
@Injectable()
export class ClientTrustAnchors implements OnModuleInit {
  private loaded: Loaded | undefined;
  private loading: Promise<Loaded> | undefined;

  constructor(
    private readonly statements: Statements,
    private readonly changes: ChangeFeed,
  ) {}

  onModuleInit(): void {
    this.changes.onChange('client_trust_anchor', () => {
      this.loaded = undefined;
      // What is read while the table changes is never believed afterwards.
      this.loading = undefined;
    });
  }

  async current(): Promise<TrustStore> {
    const { loaded } = this;
    if (loaded !== undefined && (this.changes.connected || Date.now() - loaded.readAt < unheardServes)) {
      return loaded.store;
    }
    return (await (this.loading ?? this.load())).store;
  }

  private load(): Promise<Loaded> {
    const loading: Promise<Loaded> = this.read().then(
      (loaded) => {
        if (this.loading === loading) [this.loaded, this.loading] = [loaded, undefined];
        return loaded;
      },
      (error: unknown) => {
        if (this.loading === loading) this.loading = undefined;
        throw error;
      },
    );
    this.loading = loading;
    return loading;
  }

  private async read(): Promise<Loaded> {
    const rows = await this.statements.run<{ readonly der: Buffer }>(
      'client_trust_anchor.all',
      'select c.der from client_trust_anchor a join certificate c on c.id = a.certificate_id',
      [],
    );
    return { store: new TrustStore(readStoredAuthorities(rows.map(({ der }) => der))), readAt: Date.now() };
  }
}
