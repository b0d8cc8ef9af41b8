import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

const question = 12;
const txt = 16;

/** End of the question of a query: behind its name, type and class (RFC 1035 §4.1.2). */
const endOfQuestion = (query: Buffer): number => {
  let at = question;
  while (query[at] !== 0) at += query[at]! + 1;
  return at + 5;
};

const nameIn = (query: Buffer): string => {
  const labels: string[] = [];
  for (let at = question; query[at] !== 0; at += query[at]! + 1)
    labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!));
  return labels.join('.').toLowerCase();
};

const record = (text: string): Buffer => {
  const strings = text.match(/[\s\S]{1,200}/g) ?? [''];
  const data = Buffer.concat(strings.map((one) => Buffer.concat([Buffer.from([one.length]), Buffer.from(one)])));
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc000 + question, 0);
  head.writeUInt16BE(txt, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
};

/** A name server on a port of this machine, which knows TXT records only. */
export class DnsServer {
  /** By name. */
  readonly records = new Map<string, readonly string[]>();
  /** Answers nothing. */
  silent = false;

  private constructor(private readonly socket: Socket) {}

  static async start(): Promise<DnsServer> {
    const socket = createSocket('udp4');
    const server = new DnsServer(socket);
    socket.on('message', (query, { port, address }) => {
      if (!server.silent) socket.send(server.answer(query), port, address);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  stop(): void {
    this.socket.close();
  }

  private answer(query: Buffer): Buffer {
    const records = this.records.get(nameIn(query)) ?? [];
    const head = Buffer.from(query.subarray(0, endOfQuestion(query)));
    // An answer without error, or NXDOMAIN.
    head.writeUInt16BE(records.length > 0 ? 0x8180 : 0x8183, 2);
    head.writeUInt16BE(records.length, 6);
    head.writeUInt32BE(0, 8);
    return Buffer.concat([head, ...records.map(record)]);
  }
}
