import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { deriveSecrets, ServerConfig } from '@postern/config';
import type { ProofTime } from '@postern/provider-kit';
import { readCookie } from '@postern/requests';
import type { FastifyReply, FastifyRequest } from 'fastify';

const name = '__Host-postern_known_browser';
const halfYear = 180 * 24 * 60 * 60;
/** Accounts that one browser remembers; the least recent one is dropped. */
const most = 4;
const entry = /^[\w-]{22}\.[\w-]{43}$/;

/** An account, and until when proofs had been ended for it. */
export interface BrowserOwner {
  readonly accountId: string;
  readonly proof: Pick<ProofTime, 'mark'>;
}

type Cookies = Pick<FastifyRequest, 'headers'>;

const entriesOf = (request: Cookies): readonly string[] =>
  (readCookie(request, name)?.split('~') ?? []).filter((text) => entry.test(text)).slice(0, most);

/**
 * Browsers that a person has signed in with before. Their wrong passwords are counted separately, so that no stranger can lock people out
 * of the browser they use (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 *
 * The cookie has one entry for each account: a random number, and a signature of it together with the account. It names no account and
 * authenticates no one. Whatever ends proofs for an account (a new password, "sign out everywhere", a block) makes its browsers unknown.
 */
@Injectable()
export class KnownBrowsers {
  private readonly secrets: readonly Buffer[];

  constructor(@Inject(ServerConfig) config: ServerConfig) {
    this.secrets = deriveSecrets(config, 'known browsers');
  }

  /** @returns what tells this browser apart among those of the account; undefined: nobody signed in to it here */
  find(request: Cookies, owner: BrowserOwner): string | undefined {
    return entriesOf(request)
      .find((text) => this.isOf(text, owner))
      ?.split('.')[0];
  }

  /** Set on the raw response, because the engine may send it. */
  remember(
    request: Cookies,
    { raw }: Pick<FastifyReply, 'raw'>,
    owner: BrowserOwner,
    former: BrowserOwner = owner,
  ): void {
    const number = this.find(request, owner) ?? randomBytes(16).toString('base64url');
    const others = entriesOf(request).filter((text) => !this.isOf(text, owner) && !this.isOf(text, former));
    const value = [`${number}.${this.sign(number, owner)}`, ...others].slice(0, most).join('~');
    raw.appendHeader('set-cookie', `${name}=${value}; Path=/; Max-Age=${halfYear}; Secure; HttpOnly; SameSite=Lax`);
  }

  private isOf(text: string, owner: BrowserOwner): boolean {
    const [number = '', signature = ''] = text.split('.');
    return this.secrets.some((secret) =>
      timingSafeEqual(Buffer.from(signature), Buffer.from(this.sign(number, owner, secret))),
    );
  }

  private sign(number: string, { accountId, proof }: BrowserOwner, secret = this.secrets[0] ?? ''): string {
    return createHmac('sha256', secret)
      .update(`${accountId} ${proof.mark ?? ''} ${number}`)
      .digest('base64url');
  }
}
