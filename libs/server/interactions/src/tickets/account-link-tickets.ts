import { Injectable } from '@nestjs/common';
import { LinkTickets } from '@postern/accounts';
import { SignInTickets } from './sign-in-tickets.js';

@Injectable()
export class AccountLinkTickets extends LinkTickets {
  constructor(private readonly tickets: SignInTickets) {
    super();
  }

  issue({ methodId, accountId }: { readonly methodId: string; readonly accountId: string }): string {
    return this.tickets.forLink(methodId, accountId).ticket;
  }
}
