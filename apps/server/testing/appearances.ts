import { deflateSync, crc32 } from 'node:zlib';
import type { AppearanceRecord, PageAppearance } from '@postern/contracts';
import { Browser } from './browser.js';
import { TestParty } from './relying-party.js';
import type { Answer, TestServer } from './test-server.js';

const chunk = (name: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

/** A PNG picture of one colour, as a data URL. */
export const pictureOf = (red: number, green: number, blue: number, width = 4, height = width): string => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))]);
  const png = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${png.toString('base64')}`;
};

/** An application whose sign-in page has an appearance, and the system's. */
export class Appearances {
  private constructor(
    readonly server: TestServer,
    readonly party: TestParty,
  ) {}

  static async with(server: TestServer, settings: Readonly<Record<string, unknown>> = {}): Promise<Appearances> {
    return new Appearances(server, await TestParty.register(server, settings));
  }

  get path(): string {
    return `clients/${this.party.clientId}/appearance`;
  }

  system(input: object): Promise<Answer> {
    return this.server.manage('PATCH', 'appearance', input);
  }

  application(input: object): Promise<Answer> {
    return this.server.manage('PATCH', this.path, input);
  }

  async record(): Promise<AppearanceRecord> {
    return (await this.server.manage('GET', this.path)).body as AppearanceRecord;
  }

  /** Of every owner. */
  async forgetAll(): Promise<void> {
    await this.server.sql('delete from appearance');
    await this.server.sql('delete from picture');
    this.server.announce('appearance');
  }

  /** What the sign-in page of the application is told. */
  async page(browser = new Browser()): Promise<PageAppearance> {
    const { pages } = await this.party.visit(browser);
    return (pages[0] as unknown as { readonly appearance: PageAppearance }).appearance;
  }
}
