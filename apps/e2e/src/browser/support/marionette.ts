import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** `[type, id, error, result]`; the greeting is an object instead. */
type Answer = readonly [type: number, id: number, error: { readonly message: string } | null, result: unknown];

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Firefox's own remote protocol, as geckodriver speaks it: messages of JSON over TCP, each behind its length in bytes and a colon.
 * Unlike WebDriver BiDi it can control windows of the browser itself, such as the question which certificate to use.
 * Source: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export class Marionette {
  private readonly waiting = new Map<number, Waiting>();
  private received = Buffer.alloc(0);
  private last = 0;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => this.read(chunk));
    socket.once('close', () => this.fail(new Error('Firefox has closed the connection')));
    socket.on('error', (error) => this.fail(error));
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Marionette(socket);
  }

  /** @param command such as `WebDriver:Navigate` */
  async send(command: string, parameters: object = {}): Promise<unknown> {
    const id = ++this.last;
    const message = JSON.stringify([0, id, command, parameters]);
    const answered = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.socket.write(`${Buffer.byteLength(message)}:${message}`);
    return answered;
  }

  close(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (;;) {
      const colon = this.received.indexOf(':');
      const end = colon + 1 + Number(this.received.subarray(0, colon));
      if (colon < 0 || this.received.length < end) return;
      const message: unknown = JSON.parse(this.received.subarray(colon + 1, end).toString('utf8'));
      this.received = this.received.subarray(end);
      if (Array.isArray(message)) this.settle(message as unknown as Answer);
    }
  }

  private settle([, id, error, result]: Answer): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
