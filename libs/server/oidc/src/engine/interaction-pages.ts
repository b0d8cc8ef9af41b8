import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { interactionPaths } from '@postern/contracts';
import { mayBeRepeated } from '@postern/database';
import type { KoaContextWithOIDC } from 'oidc-provider';

type Interaction = NonNullable<KoaContextWithOIDC['oidc']['entities']['Interaction']>;

/** The page of an interaction with its data in it. */
export interface DrawnPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Draws the page of the interaction that this request has just begun; undefined where there is no page to draw. */
type DrawPage = (request: IncomingMessage, response: ServerResponse, uid: string) => Promise<DrawnPage | undefined>;

/**
 * Whether a browser shows the answer to a person in a tab (Fetch Metadata, sent by all current browsers over TLS). Frames, `fetch`, programs and
 * older browsers do not say so.
 */
const isShown = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document' &&
  headers.accept?.includes('text/html') === true;

/** Answers an authorization request that needs a person with the page itself, instead of a redirect to it (ADR 0048). */
@Injectable()
export class InteractionPages {
  private readonly logger = new Logger(InteractionPages.name);
  private readonly begun = new WeakMap<IncomingMessage, Interaction>();
  private draw: DrawPage | undefined;

  /** Called once, by the feature that draws pages. */
  drawWith(draw: DrawPage): void {
    this.draw = draw;
  }

  /** The interaction that this very request began, which its browser has no cookie of yet. */
  begunBy(request: IncomingMessage, uid: string): Interaction | undefined {
    const interaction = this.begun.get(request);
    return interaction?.uid === uid ? interaction : undefined;
  }

  /** Call it when everything is stored. Where no page can be drawn, the redirect stays. */
  async answer(ctx: KoaContextWithOIDC): Promise<void> {
    const interaction = ctx.oidc?.route === 'authorization' ? ctx.oidc.entities.Interaction : undefined;
    if (this.draw === undefined || interaction === undefined || !isShown(ctx.req)) return;
    if (ctx.response.get('location') !== interactionPaths.page(interaction.uid)) return;
    this.begun.set(ctx.req, interaction);
    const page = await this.drawn(this.draw, ctx, interaction.uid);
    if (page === undefined) return;
    ctx.remove('Location');
    ctx.status = 200;
    ctx.type = 'html';
    ctx.set(page.headers);
    ctx.body = page.html;
  }

  private async drawn(draw: DrawPage, ctx: KoaContextWithOIDC, uid: string): Promise<DrawnPage | undefined> {
    try {
      return await draw(ctx.req, ctx.res, uid);
    } catch (error) {
      // The page asks for its data by itself, again and again while the database is away.
      if (!mayBeRepeated(error)) this.logger.error(error, 'the sign-in page was not drawn');
      return undefined;
    }
  }
}
