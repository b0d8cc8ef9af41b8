import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Authority, Issued } from '@postern/dev-pki';

const run = promisify(execFile);

/**
 * OpenSSL as the responder of a CA. It runs once for each request, behind a server on this machine only: `openssl ocsp -port` listens
 * everywhere, and answers one request late after a revocation.
 */
export class OcspResponder {
  requests = 0;
  /** Bytes of the last answer. */
  last: Buffer = Buffer.alloc(0);
  isDown = false;
  /** Sent instead of its own answer. */
  replay: Buffer | undefined;
  private readonly rows = new Map<string, string>();

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
    private readonly options: readonly string[],
  ) {}

  /** @param signer the CA itself unless given @param minutes null: answers without an end */
  static async start(
    authority: Authority,
    signer: Issued = authority,
    minutes: number | null = 60,
  ): Promise<OcspResponder> {
    const folder = await mkdtemp(join(tmpdir(), 'ocsp-'));
    const file = (name: string) => join(folder, name);
    await writeFile(file('ca.pem'), authority.pem);
    await writeFile(file('signer.pem'), signer.pem);
    await writeFile(file('signer.key'), signer.privateKeyPem, { mode: 0o600 });
    const server = createServer();
    const responder = new OcspResponder(server, folder, [
      ...['-CA', file('ca.pem'), '-rsigner', file('signer.pem'), '-rkey', file('signer.key')],
      ...(minutes === null ? [] : ['-nmin', String(minutes)]),
    ]);
    server.on('request', (request, response) => {
      responder.requests += 1;
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (responder.isDown) response.writeHead(503).end();
        else if (responder.replay !== undefined) response.writeHead(200).end(responder.replay);
        else
          void responder
            .answer(Buffer.concat(parts))
            .then((der) => response.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(der));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return responder;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/ocsp`;
  }

  issue({ certificate }: Issued): void {
    this.rows.set(
      certificate.serialNumber,
      `V\t491231235959Z\t\t${serialOf(certificate.serialNumber)}\tunknown\t/CN=x`,
    );
  }

  revoke({ certificate }: Issued): void {
    const serial = serialOf(certificate.serialNumber);
    this.rows.set(certificate.serialNumber, `R\t491231235959Z\t260101000000Z,keyCompromise\t${serial}\tunknown\t/CN=x`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.folder, { recursive: true });
  }

  private async answer(request: Buffer): Promise<Buffer> {
    const file = (name: string) => join(this.folder, name);
    const number = this.requests;
    await writeFile(file('index.txt'), [...this.rows.values()].map((row) => `${row}\n`).join(''));
    await writeFile(file(`${number}.req`), request);
    const files = ['-index', file('index.txt'), '-reqin', file(`${number}.req`), '-respout', file(`${number}.resp`)];
    await run('openssl', ['ocsp', ...files, ...this.options]);
    this.last = await readFile(file(`${number}.resp`));
    return this.last;
  }
}

/** Serial number as in the CA's index. */
const serialOf = (hex: string): string => {
  const digits = hex.toUpperCase().replace(/^0+(?=.)/, '');
  return digits.length % 2 === 0 ? digits : `0${digits}`;
};
