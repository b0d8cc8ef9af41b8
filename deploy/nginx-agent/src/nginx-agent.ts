import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayCallCounts, GatewayRendering, GatewayServing, GatewayVerdict } from '@postern/contracts';
import type { AgentOptions } from './agent-options.js';
import { CallCounter } from './call-counter.js';
import { copyConfiguration } from './configuration-copy.js';
import { Epoch } from './epoch.js';
import { type Generation, Generations } from './generations.js';
import { checkConfiguration } from './nginx-check.js';
import { makeFolder, removeLeftovers } from './private-files.js';
import { servesGeneration, waitUntilServed } from './serving-probe.js';

/** Milliseconds that Nginx may take to serve what it was given. */
const usualPatience = 15_000;
/** Milliseconds in which connections that are in use end by themselves. */
const leaveTime = 300;
/** Milliseconds at least between two reloads that only end connections. */
const usualSpacing = 30_000;
/** Milliseconds until new workers have taken over from old ones. */
const reloadTime = 300;

/** Manages the gateway's part of one Nginx: validates renderings of the server, activates them, and reports whether Nginx serves them. */
export class NginxAgent {
  private readonly generations: Generations;
  private readonly calls: CallCounter;
  /** Accepted, not yet in place, by number. */
  private readonly tested = new Map<number, Generation>();
  /** Being tested. */
  private readonly examined = new Set<Generation>();
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
    // Nginx's workers walk through to the epoch, and nobody but the agent looks around.
    makeFolder(options.folder, 0o711);
    this.epoch = new Epoch(options.folder);
    this.generations = new Generations(options.folder, options.systemTrustAnchors);
    this.calls = new CallCounter(options.accessLog);
  }

  async begin(): Promise<void> {
    await this.calls.begin();
    this.generations.keepOnly(this.generations.current);
    removeLeftovers(this.options.folder);
  }

  /** Has Nginx judge a rendering within a complete copy of its configuration, and keeps what it accepts for `activate`. */
  test(rendering: GatewayRendering): Promise<GatewayVerdict> {
    return this.inTurn('tests', async () => {
      const { generation, verdict } = await this.examine(rendering);
      const before = this.tested.get(generation.number);
      if (before !== undefined) this.generations.remove(before);
      this.tested.delete(generation.number);
      if (verdict.accepted) this.tested.set(generation.number, generation);
      else this.generations.remove(generation);
      return verdict;
    });
  }

  /** The same, only to know. */
  judge(rendering: GatewayRendering): Promise<GatewayVerdict> {
    return this.inTurn('tests', async () => {
      const { generation, verdict } = await this.examine(rendering);
      this.generations.remove(generation);
      return verdict;
    });
  }

  /** Puts a generation that was tested in place, and waits until Nginx serves it. One that was overtaken stays out. */
  activate(number: number): Promise<GatewayServing> {
    return this.inTurn('nginx', async () => {
      const tested = this.tested.get(number);
      const before = this.generations.current;
      if (tested === undefined || (before?.number ?? 0) > number) return this.serving();
      this.tested.delete(number);
      this.generations.select(tested);
      const takeBack = (): void => {
        // Nginx goes on with what it had; so does the next start.
        this.generations.select(before);
        this.generations.remove(tested);
      };
      const served = await this.politely(async () => {
        await this.options.reload();
        return waitUntilServed(this.options.listener, number, this.options.patience ?? usualPatience);
      }).catch((error: unknown) => {
        takeBack();
        throw error;
      });
      if (!served) {
        takeBack();
        this.options.report(`Nginx did not take over generation ${number} of the gateway; its error log says why.`);
        return this.serving();
      }
      for (const older of this.tested.keys()) if (older < number) this.tested.delete(older);
      this.generations.keepOnly(tested, ...this.tested.values(), ...this.examined);
      return { generation: number, digest: tested.digest };
    });
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

  status(): Promise<GatewayServing> {
    return this.inTurn('nginx', () => this.serving());
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
   * Before Nginx starts: when it refuses its configuration because of the gateway, the gateway stays out, and everything else
   * works.
   */
  async leaveOutWhatNginxRefuses(): Promise<void> {
    const { current } = this.generations;
    const complaint = current && (await this.complaintAbout(current));
    if (complaint === undefined) return;
    this.generations.select(undefined);
    this.options.report(`Nginx refuses the gateway's configuration, so it starts without: ${complaint}`);
  }

  private async serving(): Promise<GatewayServing> {
    const { current } = this.generations;
    if (current === undefined || !(await servesGeneration(this.options.listener, current.number))) {
      return { generation: null, digest: null };
    }
    return { generation: current.number, digest: current.digest };
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

  private async examine(rendering: GatewayRendering) {
    const generation = this.generations.write(rendering);
    this.examined.add(generation);
    try {
      const complaint = await this.complaintAbout(generation);
      return { generation, verdict: { accepted: complaint === undefined, reason: complaint ?? null } };
    } catch (error) {
      this.generations.remove(generation);
      throw error;
    } finally {
      this.examined.delete(generation);
    }
  }

  private async complaintAbout({ folder }: Generation): Promise<string | undefined> {
    const { nginx, prefix, configuration, folder: own } = this.options;
    const copy = copyConfiguration(configuration, own, { from: this.generations.reference, to: `${folder}/` });
    try {
      return (await checkConfiguration(nginx, prefix, copy.main))?.replaceAll(`${folder}/`, '');
    } finally {
      copy.remove();
    }
  }

  /** Serializes tasks, because there is one Nginx. */
  private inTurn<T>(queue: 'tests' | 'nginx', work: () => Promise<T>): Promise<T> {
    const result = this.queues[queue].then(work);
    this.queues[queue] = result.catch(() => undefined);
    return result;
  }
}
