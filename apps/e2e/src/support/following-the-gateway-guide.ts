import { createServer } from 'node:net';
import type { GatewayApi, GatewayApplyResult, GatewayUpstream, GatewayCallerCertificate } from '@postern/contracts';
import type { PosternConfig } from '@postern/local';
import { managementToken } from './following-a-guide.js';
import { Guide } from './guide.js';
import { Management } from './management.js';
import { Reader } from './reader.js';

/** What the sample upstream tells of a call. */
export interface Told {
  readonly path: string;
  /** Upper-case SHA-256 with colons of the certificate that the gateway showed, or null. */
  readonly gateway: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

const firstPage = '../gateway/README.md';

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Somebody who follows the guide to the gateway: its first page first, whatever page comes then. */
export class GatewayReader extends Reader {
  readonly overview: Guide;
  readonly management: Management;
  private readonly made: string[] = [];

  private constructor(postern: PosternConfig, guide: Guide, token: string, upstream: string) {
    super(postern, guide);
    this.overview = guide.name === firstPage ? guide : new Guide(firstPage);
    this.management = new Management(postern, token);
    this.set({ TOKEN: token, UPSTREAM: upstream });
  }

  static async open(postern: PosternConfig, guide: Guide): Promise<GatewayReader> {
    const token = await managementToken(postern, 'read:gateway update:gateway');
    return new GatewayReader(postern, guide, token, `https://localhost:${await freePort()}`);
  }

  /** Makes certificates, and starts the upstream. */
  async prepare(): Promise<void> {
    await this.run('make', this.overview);
    await this.start('upstream', this.overview);
  }

  /** Adds the upstream and an API that leads to it, a draft. */
  async addApi(): Promise<GatewayApi> {
    const upstream = await this.runForJson<GatewayUpstream>('add-upstream', this.overview);
    this.made.unshift(`/gateway/upstreams/${upstream.id}`);
    this.set({ UPSTREAM_ID: upstream.id });
    const api = await this.runForJson<GatewayApi>('add-api', this.overview);
    this.made.unshift(`/gateway/apis/${api.id}`);
    this.set({ API_ID: api.id });
    return api;
  }

  apply(): Promise<GatewayApplyResult> {
    return this.runForJson('apply', this.overview);
  }

  async addCaller(): Promise<void> {
    const [caller] = await this.runForJson<GatewayCallerCertificate[]>('add-caller', this.overview);
    this.made.unshift(`/gateway/caller-certificates/${caller?.id}`);
  }

  /** What the caller of the guide is answered. */
  call<T = Told>(): Promise<T> {
    return this.runForJson<T>('call', this.overview);
  }

  /** Takes back what the guide made. */
  async end(): Promise<void> {
    for (const path of this.made) await this.management.delete(path);
    this.close();
  }
}
