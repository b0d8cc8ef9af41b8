import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const guidesFolder = fileURLToPath(new URL('../../../../docs/clients/', import.meta.url));

export const guideNames: readonly string[] = readdirSync(guidesFolder).filter((name) => name.endsWith('.md'));

/** A fenced block of a guide. */
export interface Block {
  readonly language: string;
  /** Behind the language: `values`, `sample=NAME`, `answer=NAME`, or nothing. */
  readonly mark: string;
  readonly code: string;
}

const fence = /^( *)```(\w*) ?([^\n]*)\n([^]*?)^\1```$/gm;

/** A page of docs/clients, and the blocks of code in it that tests run as they stand. */
export class Guide {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly #unused = new Set<string>();

  constructor(readonly name: string) {
    this.text = readFileSync(join(guidesFolder, name), 'utf8');
    this.blocks = [...this.text.matchAll(fence)].map(([, indent = '', language = '', mark = '', code = '']) => ({
      language,
      mark,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }));
    const marks = this.blocks.map(({ mark }) => mark).filter((mark) => mark.includes('='));
    if (new Set(marks).size !== marks.length) throw new Error(`${name} has two blocks of one name`);
    for (const mark of marks) this.#unused.add(mark);
  }

  /** The block marked `sample=NAME`. */
  sample(name: string): Block {
    return this.#block(`sample=${name}`);
  }

  /** The JSON that the guide says a sample answers, marked `answer=NAME`. */
  answer<T>(name: string): T {
    return JSON.parse(this.#block(`answer=${name}`).code) as T;
  }

  /** Marks of the blocks that nobody asked for yet. */
  get unused(): readonly string[] {
    return [...this.#unused];
  }

  #block(mark: string): Block {
    const block = this.blocks.find((candidate) => candidate.mark === mark);
    if (block === undefined) throw new Error(`${this.name} has no ${mark}`);
    this.#unused.delete(mark);
    return block;
  }
}
