import type { GatewayRendering, GatewayServing, GatewayVerdict } from '@postern/contracts';
import type { AgentOptions } from './agent-options.js';
import { copyConfiguration, type Replacement } from './configuration-copy.js';
import type { Generation, Generations } from './generations.js';
import { checkConfiguration } from './nginx-check.js';
import { servesGeneration, waitUntilServed } from './serving-probe.js';

/** Milliseconds that Nginx may take to serve what it was given. */
const usualPatience = 15_000;

/** One Nginx: tests continue during an activation, so each has its own queue. */
export interface Turns {
  readonly tests: <T>(work: () => Promise<T>) => Promise<T>;
  readonly nginx: <T>(work: () => Promise<T>) => Promise<T>;
  /** Reloads as gently as the agent can, and waits for `then`. */
  readonly reload: <T>(then: () => Promise<T>) => Promise<T>;
}

/** One part of Nginx's configuration that the server renders: the gateway, or the certificate origins. */
export class ServedPart {
  /** Accepted, not yet in place, by number. */
  private readonly tested = new Map<number, Generation>();
  /** Being tested. */
  private readonly examined = new Set<Generation>();

  constructor(
    /** In sentences: the gateway. */
    private readonly what: string,
    private readonly generations: Generations,
    private readonly listener: NonNullable<AgentOptions['listener']>,
    private readonly options: AgentOptions,
    private readonly turns: Turns,
    /** What Nginx's configuration does not include is refused; else Nginx would be reloaded for nothing, again and again. */
    private readonly mustBeIncluded = false,
  ) {}

  begin(): void {
    this.generations.keepOnly(this.generations.current);
  }

  /** Has Nginx judge a rendering within a complete copy of its configuration, and keeps what it accepts for `activate`. */
  test(rendering: GatewayRendering): Promise<GatewayVerdict> {
    return this.turns.tests(async () => {
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
    return this.turns.tests(async () => {
      const { generation, verdict } = await this.examine(rendering);
      this.generations.remove(generation);
      return verdict;
    });
  }

  /** Puts a generation that was tested in place, and waits until Nginx serves it. One that was overtaken stays out. */
  activate(number: number): Promise<GatewayServing> {
    return this.turns.nginx(async () => {
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
      const served = await this.turns
        .reload(() => waitUntilServed(this.listener, number, this.options.patience ?? usualPatience))
        .catch((error: unknown) => {
          takeBack();
          throw error;
        });
      if (!served) {
        takeBack();
        this.options.report(`Nginx did not take over generation ${number} of ${this.what}; its error log says why.`);
        return this.serving();
      }
      for (const older of this.tested.keys()) if (older < number) this.tested.delete(older);
      this.generations.keepOnly(tested, ...this.tested.values(), ...this.examined);
      return { generation: number, digest: tested.digest };
    });
  }

  status(): Promise<GatewayServing> {
    return this.turns.nginx(() => this.serving());
  }

  /** What Nginx says about its configuration, with this part or without; undefined when it has nothing against it. */
  complaint({ without = false } = {}): Promise<string | undefined> {
    const { current, reference } = this.generations;
    // Patterns of includes: where nothing is, nothing is included.
    if (without) return this.complaintWith({ from: reference, to: `${reference}none/` });
    return current === undefined ? Promise.resolve(undefined) : this.complaintAbout(current);
  }

  /** Nginx reads nothing of this part at its next start. */
  leaveOut(complaint: string): void {
    if (this.generations.current === undefined) return;
    this.generations.select(undefined);
    this.options.report(`Nginx refuses the configuration of ${this.what}, so it starts without: ${complaint}`);
  }

  private async serving(): Promise<GatewayServing> {
    const { current } = this.generations;
    if (current === undefined || !(await servesGeneration(this.listener, current.number))) {
      return { generation: null, digest: null };
    }
    return { generation: current.number, digest: current.digest };
  }

  private async examine(rendering: GatewayRendering) {
    const generation = this.generations.write(rendering);
    this.examined.add(generation);
    try {
      const complaint = await this.complaintAbout(generation, this.mustBeIncluded);
      return { generation, verdict: { accepted: complaint === undefined, reason: complaint ?? null } };
    } catch (error) {
      this.generations.remove(generation);
      throw error;
    } finally {
      this.examined.delete(generation);
    }
  }

  private async complaintAbout({ folder }: Generation, mustBeIncluded = false): Promise<string | undefined> {
    const complaint = await this.complaintWith({ from: this.generations.reference, to: `${folder}/` }, mustBeIncluded);
    return complaint?.replaceAll(`${folder}/`, '');
  }

  private async complaintWith(replacement: Replacement, mustBeIncluded = false): Promise<string | undefined> {
    const { nginx, prefix, configuration, folder } = this.options;
    const copy = copyConfiguration(configuration, folder, replacement);
    try {
      if (mustBeIncluded && !copy.found) return this.missing();
      return await checkConfiguration(nginx, prefix, copy.main);
    } finally {
      copy.remove();
    }
  }

  private missing(): string {
    const { folder, configuration } = this.options;
    return (
      `${configuration} includes nothing of ${this.generations.reference}: render the templates of this version, ` +
      `with GATEWAY_DIR=${folder}, and reload Nginx`
    );
  }
}
