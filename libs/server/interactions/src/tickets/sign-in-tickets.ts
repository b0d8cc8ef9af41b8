import { createHmac, createSecretKey, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { deriveSecrets, ServerConfig } from '@postern/config';
import { HandoffError } from '@postern/errors';
import type { SignInTicket } from '@postern/provider-kit';
import { InteractionsConfig } from '../interactions.config.js';

/** Wire format, kept short because it is part of a URL. */
interface Claims {
  readonly id: string;
  readonly p: 's' | 'l' | 'r';
  readonly m: string;
  readonly i?: string;
  readonly c?: string;
  readonly a?: string;
  /** Milliseconds since 1970. */
  readonly exp: number;
}

export interface IssuedTicket {
  readonly ticket: string;
  readonly expiresAt: Date;
}

const longest = 1024;

/** Signs and opens tickets (HMAC-SHA-256): a browser carries one to a provider's own origin. Each has one outcome. */
@Injectable()
export class SignInTickets {
  /** The first signs; all are believed. */
  private readonly keys: readonly [KeyObject, ...KeyObject[]];
  private readonly lifetime: number;

  constructor(server: ServerConfig, config: InteractionsConfig) {
    const [current, ...others] = deriveSecrets(server, 'sign-in tickets');
    this.keys = [createSecretKey(current), ...others.map((secret) => createSecretKey(secret))];
    this.lifetime = config.TICKET_TTL * 1000;
  }

  forSignIn(methodId: string, interactionUid: string, clientId: string): IssuedTicket {
    return this.sign({ p: 's', m: methodId, i: interactionUid, c: clientId });
  }

  forLink(methodId: string, accountId: string): IssuedTicket {
    return this.sign({ p: 'l', m: methodId, a: accountId });
  }

  /** For an identifier that the application requires. */
  forLinkInSignIn(
    methodId: string,
    { uid, clientId, accountId }: { readonly uid: string; readonly clientId: string; readonly accountId: string },
  ): IssuedTicket {
    return this.sign({ p: 'r', m: methodId, i: uid, c: clientId, a: accountId });
  }

  /** @throws HandoffError `ticket.invalid`, `ticket.expired` */
  open(ticket: string): SignInTicket {
    const claims = this.read(ticket);
    if (claims.exp <= Date.now()) throw new HandoffError('ticket.expired');
    return toTicket(claims);
  }

  /** The claims of a ticket even if it has expired: enough to send the browser back. Undefined if the signature is not ours. */
  peek(ticket: string): SignInTicket | undefined {
    try {
      return toTicket(this.read(ticket));
    } catch {
      // Not signed by us, so its claims are ignored.
      return undefined;
    }
  }

  private sign(claims: Omit<Claims, 'id' | 'exp'>): IssuedTicket {
    const expiresAt = new Date(Date.now() + this.lifetime);
    const body = Buffer.from(JSON.stringify({ ...claims, id: randomUUID(), exp: expiresAt.getTime() })).toString(
      'base64url',
    );
    return { ticket: `${body}.${mac(this.keys[0], body).toString('base64url')}`, expiresAt };
  }

  private read(ticket: string): Claims {
    const [body = '', signature = '', ...rest] = ticket.length > longest ? [] : ticket.split('.');
    const given = Buffer.from(signature, 'base64url');
    const isSigned = this.keys.some((key) => isEqual(given, mac(key, body)));
    if (rest.length > 0 || !isSigned) throw new HandoffError('ticket.invalid');
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims;
  }
}

const mac = (key: KeyObject, body: string): Buffer => createHmac('sha256', key).update(body).digest();

const isEqual = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

const purposes = { s: 'sign_in', l: 'link', r: 'link_in_sign_in' } as const;

const toTicket = ({ id, p, m, i, c, a }: Claims): SignInTicket => ({
  id,
  purpose: purposes[p],
  methodId: m,
  interactionUid: i ?? null,
  clientId: c ?? null,
  accountId: a ?? null,
});
