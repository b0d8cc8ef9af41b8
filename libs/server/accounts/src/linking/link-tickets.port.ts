/** Signs the ticket that a browser carries to a provider's own origin to link an identifier. */
export abstract class LinkTickets {
  /** Short-lived, for one outcome, bound to method and account. */
  abstract issue(link: { readonly methodId: string; readonly accountId: string }): string;
}
