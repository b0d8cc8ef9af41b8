import { ApiProblem, createApiClient } from '@postern/api-client';
import {
  interactionPaths,
  type Continuation,
  type DomainAnswer,
  type InteractionView,
  type NewAccountInput,
} from '@postern/contracts';
import type { WidgetAddress } from './address';
import { createServerClock } from './server-clock';

/** The widget's server calls. Each throws `ApiProblem`. */
export interface InteractionApi {
  /** The server's time, milliseconds since 1970. */
  now(): number;
  view(signal?: AbortSignal): Promise<InteractionView>;
  /**
   * Whether an organization has verified the domain of an address that the person typed: then views put its methods first from now on, and
   * keep the address. False where the server does not say. Only the domain is sent.
   */
  goHome(address: string): Promise<boolean>;
  submit(url: string, values: Readonly<Record<string, string>>, linkAttempt: string | null): Promise<Continuation>;
  createAccount(account: NewAccountInput): Promise<Continuation>;
  useAccount(accountId: string): Promise<Continuation>;
  chooseOrganization(organizationId: string): Promise<Continuation>;
  signOut(accountId: string): Promise<void>;
  /** Hides the expiry reminder for three days. */
  remindLater(): Promise<void>;
  /** @param identifiers ids of the identifiers that the application may see */
  allow(identifiers: readonly string[]): Promise<Continuation>;
  /** Asks the administrators of the application for access. */
  askForAccess(message: string): Promise<void>;
  /** @param attempt id of what was presented */
  addIdentifier(attempt: string): Promise<Continuation>;
  skipIdentifiers(): Promise<Continuation>;
  proveAgain(): Promise<Continuation>;
  retry(): Promise<Continuation>;
  abort(): Promise<Continuation>;
}

/** @param offset milliseconds by which the server's clock is known to be ahead */
export const createInteractionApi = ({ uid, attempt }: WidgetAddress, offset?: number): InteractionApi => {
  const clock = createServerClock(offset);
  const api = createApiClient({ fetch: clock.fetch });
  const name = encodeURIComponent(uid);
  let home: { readonly domain: string; readonly address: string } | null = null;
  const ask = (attempt: string | null, signal?: AbortSignal): Promise<InteractionView> =>
    api.get(interactionPaths.view(name), { signal, query: { attempt, domain: home?.domain } });
  const view = async (signal?: AbortSignal): Promise<InteractionView> => {
    const found = await find(signal);
    return home === null ? found : { ...found, loginHint: home.address };
  };
  const find = async (signal?: AbortSignal): Promise<InteractionView> => {
    try {
      return await ask(attempt, signal);
    } catch (problem) {
      // The server keeps a presented certificate for less time than the sign-in.
      const forgotten = attempt !== null && problem instanceof ApiProblem && problem.code === 'interaction.not_found';
      if (!forgotten) throw problem;
      return ask(null, signal);
    }
  };
  return {
    view,
    now: clock.now,
    goHome: async (address) => {
      const domain = address.slice(address.lastIndexOf('@') + 1);
      const answer = await api.get<DomainAnswer>(interactionPaths.domain(name, domain)).catch(() => null);
      if (answer?.known !== true) return false;
      home = { domain, address };
      return true;
    },
    submit: (url, values, linkAttempt) => api.post(url, linkAttempt === null ? { values } : { values, linkAttempt }),
    createAccount: (account) => api.post(interactionPaths.newAccount(name), account),
    useAccount: (accountId) => api.post(interactionPaths.account(name), { accountId }),
    chooseOrganization: (organizationId) => api.post(interactionPaths.organization(name), { organizationId }),
    signOut: (accountId) => api.post(interactionPaths.signOut(name), { accountId }),
    remindLater: () => api.post(interactionPaths.remindLater(name)),
    allow: (identifiers) => api.post(interactionPaths.consent(name), { identifiers }),
    askForAccess: (message) => api.post(interactionPaths.accessRequest(name), { message }),
    addIdentifier: (presented) => api.post(interactionPaths.identifiers(name), { attempt: presented }),
    skipIdentifiers: () => api.post(interactionPaths.skipIdentifiers(name)),
    proveAgain: () => api.post(interactionPaths.proveAgain(name)),
    retry: () => api.post(interactionPaths.retry(name)),
    abort: () => api.post(interactionPaths.abort(name)),
  };
};
