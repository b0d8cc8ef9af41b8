import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { certificateOriginsGrammar, type GatewayCallCounts } from '@postern/contracts';
import type { AgentOptions } from './agent-options.js';
import { CallCounter } from './call-counter.js';
import { Epoch } from './epoch.js';
import { Generations } from './generations.js';
import { makeFolder, removeLeftovers } from './private-files.js';
import { ServedPart, type Turns } from './served-part.js';

/** Milliseconds in which connections that are in use end by themselves. */
const leaveTime = 300;
/** Milliseconds at least between two reloads that only end connections. */
const usualSpacing = 30_000;
/** Milliseconds until new workers have taken over from old ones. */
const reloadTime = 300;

/** Manages the parts of one Nginx that the server renders: validates renderings, activates them, and reports whether Nginx serves them. */
export class NginxAgent {
  readonly gateway: ServedPart;
  private readonly certificateOrigins: ServedPart | undefined;
  private readonly calls: CallCounter;
  private readonly epoch: Epoch;
  /** Waits to end connections. */
  private ending: NodeJS.Timeout | undefined;
  private endedAt = -Infinity;
  /** Validation continues during an activation: each has its own queue. */
  private readonly queues = {
    tests: Promise.resolve() as Promise<unknown>,
    nginx: Promise.resolve() as Promise<unknown>,
  };

  constructor(private readonly options: AgentOptions) {
    const { folder, systemTrustAnchors, listener, certificateListener } = options;
    // Nginx's workers walk through to the epoch, and nobody but the agent looks around.
    makeFolder(folder, 0o711);
    this.epoch = new Epoch(folder);
    const turns: Turns = {
      tests: (work) => this.inTurn('tests', work),
      nginx: (work) => this.inTurn('nginx', work),
      reload: (then) =>
        this.politely(async () => {
          await options.reload();
          return then();
        }),
    };
    const generations = new Generations(folder, systemTrustAnchors);
    this.gateway = new ServedPart('the gateway', generations, listener, options, turns);
    this.calls = new CallCounter(options.accessLog);
    if (certificateListener === undefined) return;
    const own = join(folder, 'origins');
    makeFolder(own);
    const origins = new Generations(own, systemTrustAnchors, certificateOriginsGrammar);
    this.certificateOrigins = new ServedPart(
      ...(['the certificate origins', origins, certificateListener, options, turns, true] as const),
    );
  }

  /** @throws Error when the agent does not know where the certificate listener is */
  get origins(): ServedPart {
    if (this.certificateOrigins !== undefined) return this.certificateOrigins;
    throw new Error('the agent was not told where the certificate listener is (CERTIFICATE_LISTENER)');
  }

  async begin(): Promise<void> {
    await this.calls.begin();
    this.gateway.begin();
    this.certificateOrigins?.begin();
    const { folder } = this.options;
    removeLeftovers(folder);
    if (this.certificateOrigins !== undefined) removeLeftovers(join(folder, 'origins'));
  }

  /** Reloads Nginx for other reasons. */
  reload(): Promise<void> {
    return this.inTurn('nginx', () =>
      this.politely(async () => {
        await this.options.reload();
        await sleep(reloadTime);
      }),
    );
  }

  /** Lets Nginx forget every decision it has cached, at once: the link is part of the key. */
  turnEpoch(): void {
    this.epoch.turn();
  }

  /**
   * Ends what was let in before now and still runs: WebSockets, streams. Nginx is reloaded, and closes what its old workers still have
   * after `worker_shutdown_timeout`. Asked for again soon after, it happens once for all at the end of the spacing.
   */
  endConnections(): void {
    if (this.ending !== undefined) return;
    const wait = Math.max(this.endedAt + (this.options.spacing ?? usualSpacing) - performance.now(), 0);
    this.ending = setTimeout(() => {
      this.ending = undefined;
      this.endedAt = performance.now();
      this.reload().catch((error: unknown) => {
        this.options.report(`Connections that are no longer allowed go on: ${String(error)}`);
      });
    }, wait).unref();
  }

  countCalls(): Promise<GatewayCallCounts> {
    return this.calls.read();
  }

  /**
   * Before Nginx starts: when it refuses its configuration because of a part that the server rendered, that part stays out, and everything
   * else works.
   */
  async leaveOutWhatNginxRefuses(): Promise<void> {
    const parts = [this.gateway, this.certificateOrigins].filter((part) => part !== undefined);
    let complaint: string | undefined;
    for (const part of parts) complaint ??= await part.complaint();
    if (complaint === undefined) return;
    // The one without which there is no complaint is to blame. Each may be it, whichever of them was asked first.
    for (const part of parts) {
      if ((await part.complaint({ without: true })) === undefined) return part.leaveOut(complaint);
    }
    for (const part of parts) part.leaveOut(complaint);
  }

  /**
   * A reloaded Nginx closes connections that are idle at that moment, maybe just when a caller sends the next call over one. So for a
   * while before every answer ends its connection, and callers come back over new ones.
   */
  private async politely<T>(reload: () => Promise<T>): Promise<T> {
    this.epoch.askToLeave(true);
    try {
      await sleep(leaveTime);
      return await reload();
    } finally {
      this.epoch.askToLeave(false);
    }
  }

  /** Serializes tasks, because there is one Nginx. */
  private inTurn<T>(queue: 'tests' | 'nginx', work: () => Promise<T>): Promise<T> {
    const result = this.queues[queue].then(work);
    this.queues[queue] = result.catch(() => undefined);
    return result;
  }
}
