import { Injectable } from '@nestjs/common';
import type { RequiredIdentifierView, SignInMethodView } from '@postern/contracts';
import { inEachLanguage, interactionPaths } from '@postern/contracts';
import type { PendingInteraction, RequiredIdentifiers } from '@postern/oidc';
import {
  isNavigating,
  levelsOf,
  type NavigatingProvider,
  type SignInMethod,
  type SignInProvider,
  SignInProviders,
} from '@postern/provider-kit';
import { VerifiedDomains } from '@postern/organizations';
import { SignInMethods } from '@postern/sign-in-methods';
import { type IssuedTicket, SignInTickets } from '../tickets/sign-in-tickets.js';

/** What a browser's cookies say; they prove nothing. */
export interface KnownBrowser {
  /** The method it signed in with last. */
  readonly lastMethod: string | null;
  /** By method: the provider's host at which it succeeded last. */
  readonly places: ReadonlyMap<string, string>;
  /** Who signed in here with a certificate that expires soon. */
  readonly certificateOwner?: string;
}

/** Sign-in methods as an application's sign-in page shows them, in the order of its list. */
@Injectable()
export class MethodViews {
  /** What pages show of each provider's words: the same for every page. */
  private readonly words = new WeakMap<SignInProvider, SignInMethodView['labels']>();

  constructor(
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
    private readonly tickets: SignInTickets,
    private readonly domains: VerifiedDomains,
  ) {}

  /** @param hint a domain, or an address with one: the methods of the organization whose domain it is come first */
  async views(
    { uid, clientId, level }: Pick<PendingInteraction, 'uid' | 'clientId' | 'level'>,
    { lastMethod, places }: KnownBrowser,
    hint: string | null = null,
  ): Promise<SignInMethodView[]> {
    const home = hint === null ? null : await this.domains.organizationOf(hint);
    const placed = (await this.methods.placedAt(clientId)).filter(({ method }) =>
      this.reaches(method, level?.accepted),
    );
    const isPreferred = ({ organizationId }: { readonly organizationId: string | null }) =>
      home !== null && organizationId === home;
    const views = placed.map(({ method, group }): SignInMethodView => {
      const { id, name, icon, logoUrl } = method;
      const action = this.action(method, { uid, clientId }, places.get(id) ?? null);
      const shown = {
        id,
        name,
        group,
        icon,
        logoUrl,
        lastUsed: id === lastMethod,
        labels: this.labels(method),
        action,
      };
      return isPreferred(method) ? { ...shown, group: 'main', preferred: true } : shown;
    });
    const [preferred, others] = [views.filter(isFirst), views.filter((view) => !isFirst(view))];
    // What this browser used last would come before them.
    return preferred.length === 0 ? views : [...preferred, ...others.map((view) => ({ ...view, lastUsed: false }))];
  }

  /** Methods of which a person adds an identifier that the application requires. */
  async toAdd(
    { uid, clientId }: Pick<PendingInteraction, 'uid' | 'clientId'>,
    accountId: string,
    methodIds: readonly string[],
  ): Promise<SignInMethodView[]> {
    const placed = await this.methods.placedAt(clientId);
    return placed.flatMap(({ method, group }) => {
      const provider: SignInProvider = this.providers.ofType(method.type);
      if (!methodIds.includes(method.id) || !isNavigating(provider)) return [];
      const { id, name, icon, logoUrl } = method;
      const ticket = this.tickets.forLinkInSignIn(id, { uid, clientId, accountId });
      const action = navigation(provider, id, ticket, null);
      return [{ id, name, group, icon, logoUrl, lastUsed: false, labels: this.labels(method), action }];
    });
  }

  /** How pages name the methods of required identifiers; without one that has been deleted since. */
  async required(identifiers: RequiredIdentifiers['methods']): Promise<RequiredIdentifierView[]> {
    const found = await Promise.all(
      identifiers.map(async (each) => ({ ...each, method: await this.methods.find(each.id) })),
    );
    return found.flatMap(({ method, requirement, missing }) => {
      if (method === undefined) return [];
      const { id, name, icon, logoUrl } = method;
      return [{ id, name, icon, logoUrl, labels: this.labels(method), requirement, missing }];
    });
  }

  /** @param accepted levels of which a method has to reach one; undefined: every method will do */
  private reaches({ type, params }: SignInMethod, accepted: readonly string[] | undefined): boolean {
    return (
      accepted === undefined || levelsOf(this.providers.ofType(type), params).some((level) => accepted.includes(level))
    );
  }

  /** Without the texts for administrators. */
  private labels({ type }: SignInMethod): SignInMethodView['labels'] {
    const provider = this.providers.ofType(type);
    const words = this.words.get(provider) ?? labelsOf(provider);
    this.words.set(provider, words);
    return words;
  }

  private action(
    { id, type }: SignInMethod,
    { uid, clientId }: Pick<PendingInteraction, 'uid' | 'clientId'>,
    place: string | null,
  ): SignInMethodView['action'] {
    const provider: SignInProvider = this.providers.ofType(type);
    if (!isNavigating(provider)) {
      const { steps, renewal } = provider.descriptor;
      return { kind: 'form', submitUrl: interactionPaths.method(uid, id), steps, renewal };
    }
    // One ticket serves both addresses: whichever is used, it has one outcome.
    return navigation(provider, id, this.tickets.forSignIn(id, uid, clientId), place);
  }
}

const isFirst = ({ preferred = false }: SignInMethodView): boolean => preferred;

const navigation = (
  provider: NavigatingProvider,
  methodId: string,
  { ticket, expiresAt }: IssuedTicket,
  place: string | null,
): SignInMethodView['action'] => ({
  kind: 'navigate',
  startUrl: provider.startUrl(ticket, { methodId, fresh: false, place }),
  freshStartUrl: provider.startUrl(ticket, { methodId, fresh: true }),
  expiresAt: expiresAt.toISOString(),
});

const labelsOf = ({ descriptor: { labels, steps, renewal } }: SignInProvider): SignInMethodView['labels'] => {
  const asked = [...steps.flat(), ...(renewal ? [renewal] : [])].map(({ name }) => name);
  return inEachLanguage((language) => {
    const { methodName, hint, fields } = labels[language];
    const shown = Object.fromEntries(Object.entries(fields).filter(([name]) => asked.includes(name)));
    return { methodName, hint, fields: shown };
  });
};
