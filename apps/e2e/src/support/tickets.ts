/** What a ticket says about itself; the wire form is the server's own affair, and only tests of misuse look inside. */
export interface TicketClaims {
  readonly id: string;
  /** Method. */
  readonly m: string;
  /** Interaction, of a sign-in. */
  readonly i?: string;
  /** Account, of a link. */
  readonly a?: string;
  readonly exp: number;
}

export const ticketIn = (startUrl: string): string => new URL(startUrl).searchParams.get('ticket') ?? '';

export const claimsOfTicket = (startUrl: string): TicketClaims =>
  JSON.parse(Buffer.from(ticketIn(startUrl).split('.')[0] ?? '', 'base64url').toString('utf8')) as TicketClaims;

/** The address with another ticket in it. */
export const withTicket = (startUrl: string, ticket: string): string => {
  const url = new URL(startUrl);
  url.searchParams.set('ticket', ticket);
  return url.href;
};

/** The same ticket with some claims replaced; the signature is that of the original. */
export const rewritten = (startUrl: string, claims: Partial<TicketClaims>): string => {
  const body = JSON.stringify({ ...claimsOfTicket(startUrl), ...claims });
  const [, signature = ''] = ticketIn(startUrl).split('.');
  return withTicket(startUrl, `${Buffer.from(body).toString('base64url')}.${signature}`);
};
