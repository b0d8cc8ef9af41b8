import { Injectable } from '@nestjs/common';
import { LinkTickets } from '@postern/accounts';
import { LoginTickets } from './login-tickets.js';

@Injectable()
export class AccountLinkTickets extends LinkTickets {
  constructor(private readonly tickets: LoginTickets) {
    super();
  }

  issue({ methodId, accountId }: { readonly methodId: string; readonly accountId: string }): string {
    return this.tickets.forLink(methodId, accountId).ticket;
  }
}
