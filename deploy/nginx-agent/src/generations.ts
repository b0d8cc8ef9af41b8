import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type FileGrammar, type GatewayRendering, unwritable } from '@postern/contracts';
import { makeFolder, pointLink, writePrivate } from './private-files.js';

const digestFile = 'digest';

/** A rendering that was written down. */
export interface Generation {
  readonly number: number;
  readonly digest: string;
  /** Absolute path. */
  readonly folder: string;
}

/** The folders with what was rendered: `generations/<number>-<random>`, and the link `current` to the one that serves. */
export class Generations {
  private readonly parent: string;
  private readonly link: string;

  constructor(
    folder: string,
    private readonly systemTrustAnchors: string,
    /** What may be written; the gateway's unless told. */
    private readonly grammar?: FileGrammar,
  ) {
    this.parent = join(folder, 'generations');
    this.link = join(folder, 'current');
    makeFolder(this.parent);
  }

  /** What the link leads to, or undefined. */
  get current(): Generation | undefined {
    try {
      const folder = join(this.parent, basename(readlinkSync(this.link)));
      return {
        folder,
        number: Number.parseInt(basename(folder), 10),
        digest: readFileSync(join(folder, digestFile), 'utf8'),
      };
    } catch {
      // No link yet, or one that leads nowhere.
      return undefined;
    }
  }

  /**
   * Writes a rendering into a folder of its own; private keys are in files that nobody else can read.
   *
   * @throws Error for a rendering that holds something outside its grammar
   */
  write(rendering: GatewayRendering): Generation {
    const problem = unwritable(rendering, this.grammar);
    if (problem !== undefined) throw new Error(problem);
    const { generation: number, digest, files } = rendering;
    const folder = join(this.parent, `${number}-${randomBytes(6).toString('hex')}`);
    makeFolder(folder);
    try {
      for (const [name, text] of Object.entries(files)) {
        const content = name.endsWith('.conf')
          ? text.replaceAll('@files@', folder).replaceAll('@system-ca@', this.systemTrustAnchors)
          : text;
        writePrivate(join(folder, name), content);
      }
      writePrivate(join(folder, digestFile), digest);
      return { number, digest, folder };
    } catch (error) {
      // No room on the disk, say: half of it, with keys in it, is good for nothing.
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** From now on Nginx reads this one; undefined: none. */
  select(generation: Generation | undefined): void {
    if (generation === undefined) rmSync(this.link, { force: true });
    else pointLink(this.link, join('generations', basename(generation.folder)));
  }

  remove({ folder }: Generation): void {
    rmSync(folder, { recursive: true, force: true });
  }

  /** Removes every folder but those given, with the keys in them. */
  keepOnly(...kept: readonly (Generation | undefined)[]): void {
    const names = new Set(kept.map((generation) => generation && basename(generation.folder)));
    for (const name of existsSync(this.parent) ? readdirSync(this.parent) : []) {
      if (!names.has(name)) rmSync(join(this.parent, name), { recursive: true, force: true });
    }
  }

  /** Text by which a configuration refers to the generation that serves. */
  get reference(): string {
    return `${this.link}/`;
  }
}
