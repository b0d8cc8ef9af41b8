import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const guidesFolder = fileURLToPath(new URL('../../../../docs/clients/', import.meta.url));

/** Pages of a folder of docs, as `Guide` takes them. */
const pagesIn = (folder: string): readonly string[] =>
  readdirSync(join(guidesFolder, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

export const guideNames = pagesIn('.');
export const gatewayGuideNames = pagesIn('../gateway');

/** A fenced block of a guide. */
export interface Block {
  readonly language: string;
  /** Behind the language: `values`, `sample=NAME`, `answer=NAME`, `policy=NAME`, or nothing. */
  readonly mark: string;
  readonly code: string;
}

const fence = /^( *)```(\w*) ?([^\n]*)\n([^]*?)^\1```$/gm;

/** A page of docs, by its path from docs/clients, and the blocks of code in it that tests run as they stand. */
export class Guide {
  readonly text: string;
  readonly blocks: readonly Block[];
  private readonly leftOver = new Set<string>();

  constructor(readonly name: string) {
    this.text = readFileSync(join(guidesFolder, name), 'utf8');
    this.blocks = [...this.text.matchAll(fence)].map(([, indent = '', language = '', mark = '', code = '']) => ({
      language,
      mark,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }));
    const marks = this.blocks.map(({ mark }) => mark).filter((mark) => mark.includes('='));
    if (new Set(marks).size !== marks.length) throw new Error(`${name} has two blocks of one name`);
    for (const mark of marks) this.leftOver.add(mark);
  }

  /** The block marked `sample=NAME`. */
  sample(name: string): Block {
    return this.block(`sample=${name}`);
  }

  /** The JSON that the guide says a sample answers, marked `answer=NAME`. */
  answer<T>(name: string): T {
    return JSON.parse(this.block(`answer=${name}`).code) as T;
  }

  /** Policies of the gateway that the guide shows, by name. */
  get policies(): readonly { readonly name: string; readonly policy: unknown }[] {
    const marks = this.blocks.map(({ mark }) => mark).filter((mark) => mark.startsWith('policy='));
    return marks.map((mark) => ({ name: mark.slice('policy='.length), policy: JSON.parse(this.block(mark).code) }));
  }

  /** Marks of the blocks that nobody asked for yet. */
  get unused(): readonly string[] {
    return [...this.leftOver];
  }

  private block(mark: string): Block {
    const block = this.blocks.find((candidate) => candidate.mark === mark);
    if (block === undefined) throw new Error(`${this.name} has no ${mark}`);
    this.leftOver.delete(mark);
    return block;
  }
}
