import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { deriveSecrets, ServerConfig } from '@postern/config';
import { expiryWarningDays } from '@postern/contracts';
import type { SignedIn } from '@postern/oidc';
import { readCookie } from '@postern/requests';
import type { FastifyReply, FastifyRequest } from 'fastify';

const name = '__Host-postern_expiring_certificate';
const form = /^([0-9a-f-]{36})\.([\w-]{43})$/;
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';
const longest = Math.max(...expiryWarningDays) * 86_400;

/**
 * Who signed in here with a certificate that expires soon. A certificate sign-in shows no page on which people could read that, so the next
 * sign-in page says it. It lets nobody in and tells nothing but the end of a certificate.
 */
@Injectable()
export class ExpiringCertificateCookie {
  private readonly secrets: readonly Buffer[];

  constructor(@Inject(ServerConfig) config: ServerConfig) {
    this.secrets = deriveSecrets(config, 'expiring certificates');
  }

  /** @returns the account; undefined: nobody, or not written by this server */
  owner(request: Pick<FastifyRequest, 'headers'>): string | undefined {
    const [, accountId = '', signature = ''] = form.exec(readCookie(request, name) ?? '') ?? [];
    const isOurs = this.secrets.some((secret) => {
      const own = Buffer.from(sign(accountId, secret));
      return own.length === signature.length && timingSafeEqual(own, Buffer.from(signature));
    });
    return isOurs ? accountId : undefined;
  }

  /** Set on the raw response: the engine may be the one that answers. A sign-in with a certificate that lasts longer removes it. */
  remember(
    request: Pick<FastifyRequest, 'headers'>,
    { raw }: Pick<FastifyReply, 'raw'>,
    { accountId, certificateEndsAt = null }: Pick<SignedIn, 'accountId' | 'certificateEndsAt'>,
  ): void {
    if (certificateEndsAt === null) return;
    const seconds = Math.floor((Date.parse(certificateEndsAt) - Date.now()) / 1000);
    if (seconds > 0 && seconds <= longest) {
      const value = `${accountId}.${sign(accountId, this.secrets[0] ?? Buffer.alloc(0))}`;
      raw.appendHeader('set-cookie', `${name}=${value}; Max-Age=${seconds}; ${attributes}`);
    } else if (readCookie(request, name) !== undefined) {
      raw.appendHeader('set-cookie', `${name}=; Max-Age=0; ${attributes}`);
    }
  }
}

const sign = (accountId: string, secret: Buffer): string =>
  createHmac('sha256', secret).update(accountId).digest('base64url');
