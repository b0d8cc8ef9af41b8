import { readFile, stat } from 'node:fs/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { InteractionsConfig } from '../interactions.config.js';

/** The document before and after the place where its data goes. */
export type PageParts = readonly [before: string, after: string];

/** Milliseconds between two looks at the file: a new build is noticed by then. */
const pause = 1000;

const endOfBody = '</body>';

/** The built sign-in page, read once for each build. */
@Injectable()
export class BuiltPage {
  private readonly logger = new Logger(BuiltPage.name);
  private readonly path: string;
  private lookedAt = -Infinity;
  private latest: Promise<PageParts | undefined> = Promise.resolve(undefined);
  private known: { readonly version: string; readonly parts: PageParts | undefined } = {
    version: 'never read',
    parts: undefined,
  };

  constructor(@Inject(InteractionsConfig) { SIGN_IN_PAGE_FILE }: Pick<InteractionsConfig, 'SIGN_IN_PAGE_FILE'>) {
    this.path = SIGN_IN_PAGE_FILE;
  }

  /** Undefined: none is configured, or it is missing or half written, as while it is being built. */
  current(): Promise<PageParts | undefined> {
    const now = performance.now();
    if (this.path !== '' && now - this.lookedAt >= pause) {
      this.lookedAt = now;
      this.latest = this.look();
    }
    return this.latest;
  }

  private async look(): Promise<PageParts | undefined> {
    try {
      const { ino, size, mtimeMs } = await stat(this.path);
      const version = `${ino} ${size} ${mtimeMs}`;
      if (version !== this.known.version) {
        this.known = { version, parts: partsOf(await readFile(this.path, 'utf8')) };
        if (this.known.parts === undefined) this.warn('is not a whole page');
      }
    } catch (error) {
      const version = String((error as NodeJS.ErrnoException).code);
      if (version !== this.known.version) this.warn(`cannot be read (${version})`);
      this.known = { version, parts: undefined };
    }
    return this.known.parts;
  }

  private warn(why: string): void {
    this.logger.warn(`SIGN_IN_PAGE_FILE ${why}: browsers are redirected to the sign-in page instead`);
  }
}

const partsOf = (html: string): PageParts | undefined => {
  const end = html.lastIndexOf(endOfBody);
  return end < 0 || !html.trimEnd().endsWith('</html>') ? undefined : [html.slice(0, end), html.slice(end)];
};
