import { Injectable } from '@nestjs/common';
import type { SignInMethodView } from '@postern/contracts';
import { inEachLanguage, interactionPaths } from '@postern/contracts';
import { isNavigating, levelsOf, type SignInMethod, type SignInProvider, SignInProviders } from '@postern/provider-kit';
import { type ShownSignInMethod, SignInMethods } from '@postern/sign-in-methods';
import { SignInTickets } from '../tickets/sign-in-tickets.js';

/** What a browser's cookies say; they prove nothing. */
export interface KnownBrowser {
  /** The method it signed in with last. */
  readonly lastMethod: string | null;
  /** By method: the provider's host at which it succeeded last. */
  readonly places: ReadonlyMap<string, string>;
  /** Who signed in here with a certificate that expires soon. */
  readonly certificateOwner?: string;
}

/** Sign-in methods as the sign-in page shows them, in the administrator's order. */
@Injectable()
export class MethodViews {
  /** What pages show of each provider's words: the same for every page. */
  private readonly words = new WeakMap<SignInProvider, SignInMethodView['labels']>();

  constructor(
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
    private readonly tickets: SignInTickets,
  ) {}

  /** @param accepted levels of which a method has to reach one; null: every method will do */
  async views(
    interactionUid: string,
    { lastMethod, places }: KnownBrowser,
    accepted: readonly string[] | null = null,
  ): Promise<SignInMethodView[]> {
    const shown = await this.methods.shown();
    const fitting = await this.fitting(accepted);
    return shown
      .filter(({ id }) => fitting.has(id))
      .map((method) => {
        const { id, name, group, icon, logoUrl } = method;
        const action = this.action(method, interactionUid, places.get(id) ?? null);
        return { id, name, group, icon, logoUrl, lastUsed: id === lastMethod, labels: this.labels(method), action };
      });
  }

  private async fitting(accepted: readonly string[] | null): Promise<ReadonlySet<string>> {
    const methods = await this.methods.enabled();
    const reaches = ({ type, params }: SignInMethod): boolean =>
      accepted === null || levelsOf(this.providers.ofType(type), params).some((level) => accepted.includes(level));
    return new Set(methods.filter(reaches).map(({ id }) => id));
  }

  /** Without the texts for administrators. */
  private labels({ type }: ShownSignInMethod): SignInMethodView['labels'] {
    const provider = this.providers.ofType(type);
    const words = this.words.get(provider) ?? labelsOf(provider);
    this.words.set(provider, words);
    return words;
  }

  private action(
    { id, type }: ShownSignInMethod,
    interactionUid: string,
    place: string | null,
  ): SignInMethodView['action'] {
    const provider: SignInProvider = this.providers.ofType(type);
    if (!isNavigating(provider)) {
      const { steps, renewal } = provider.descriptor;
      return { kind: 'form', submitUrl: interactionPaths.method(interactionUid, id), steps, renewal };
    }
    // One ticket serves both addresses: whichever is used, it has one outcome.
    const { ticket, expiresAt } = this.tickets.forSignIn(id, interactionUid);
    return {
      kind: 'navigate',
      startUrl: provider.startUrl(ticket, { fresh: false, place }),
      freshStartUrl: provider.startUrl(ticket, { fresh: true }),
      expiresAt: expiresAt.toISOString(),
    };
  }
}

const labelsOf = ({ descriptor: { labels, steps, renewal } }: SignInProvider): SignInMethodView['labels'] => {
  const asked = [...steps.flat(), ...(renewal ? [renewal] : [])].map(({ name }) => name);
  return inEachLanguage((language) => {
    const { methodName, hint, fields } = labels[language];
    const shown = Object.fromEntries(Object.entries(fields).filter(([name]) => asked.includes(name)));
    return { methodName, hint, fields: shown };
  });
};
