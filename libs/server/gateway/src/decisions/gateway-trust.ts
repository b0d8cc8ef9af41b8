import { Injectable, type OnModuleInit } from '@nestjs/common';
import { readStoredAuthorities } from '@postern/certificate-kit';
import { ChangeFeed, Statements } from '@postern/database';
import { type Authority, TrustStore } from '@postern/x509';
import { LRUCache } from 'lru-cache';

interface TrustAnchorRow {
  readonly id: string;
  readonly der: Buffer;
}

const select = 'select a.id, i.der from gateway_trust_anchor a join certificate i on i.id = a.certificate_id';

/** The gateway's trust anchors, cached until they change, in this or another server process. */
@Injectable()
export class GatewayTrust implements OnModuleInit {
  private loading: Promise<ReadonlyMap<string, Authority>> | undefined;
  private stores = new LRUCache<string, TrustStore>({ max: 500 });

  constructor(
    private readonly statements: Statements,
    private readonly changes: ChangeFeed,
  ) {}

  onModuleInit(): void {
    this.changes.onChange('gateway_trust_anchor', () => this.forget());
  }

  /** @param ids the trust anchors to use; if empty, all of the gateway */
  async store(ids: readonly string[]): Promise<TrustStore> {
    // While the change feed is down, the cache may be outdated.
    if (!this.changes.connected) this.forget();
    const { stores } = this;
    const key = ids.join();
    const known = stores.get(key);
    if (known !== undefined) return known;
    const trustAnchors = await (this.loading ??= this.load());
    const chosen = ids.length === 0 ? [...trustAnchors.values()] : ids.flatMap((id) => trustAnchors.get(id) ?? []);
    const store = new TrustStore(chosen);
    stores.set(key, store);
    return store;
  }

  private forget(): void {
    this.loading = undefined;
    this.stores = new LRUCache({ max: 500 });
  }

  private load(): Promise<ReadonlyMap<string, Authority>> {
    const loading = this.statements
      .run<TrustAnchorRow>('gateway_trust_anchor.all', select, [])
      .then(
        (rows) =>
          new Map(rows.flatMap(({ id, der }) => readStoredAuthorities([der]).map((authority) => [id, authority]))),
      );
    loading.catch(() => {
      if (this.loading === loading) this.loading = undefined;
    });
    return loading;
  }
}
