import { Injectable, Logger } from '@nestjs/common';
import { Engine } from '../engine/engine.js';

/** An application, and the name by which it knows the session that ended. */
export interface LogoutNotice {
  readonly clientId: string;
  readonly sid?: string;
}

/** OpenID Connect Back-Channel Logout 1.0: notifies registered applications that a session has ended. */
@Injectable()
export class LogoutNotices {
  private readonly logger = new Logger(LogoutNotices.name);

  constructor(private readonly engine: Engine) {}

  /** Returns at once: an unresponsive application must not delay the end of a session. */
  send(accountId: string, notices: readonly LogoutNotice[]): void {
    this.sendAll(notices.map((notice) => ({ ...notice, accountId })));
  }

  /** The same for several people, one after the other. */
  sendAll(notices: readonly (LogoutNotice & { readonly accountId: string })[]): void {
    void this.sendInTurn(notices);
  }

  private async sendInTurn(notices: readonly (LogoutNotice & { readonly accountId: string })[]): Promise<void> {
    for (const { accountId, clientId, sid } of notices) {
      try {
        const client = await this.engine.current.Client.find(clientId);
        if (client?.backchannelLogoutUri !== undefined)
          await (client.backchannelLogout as (sub: string, sid?: string) => Promise<void>)(accountId, sid);
      } catch (error) {
        this.logger.warn(`${clientId} was not told that a session ended: ${String(error)}`);
      }
    }
  }
}
