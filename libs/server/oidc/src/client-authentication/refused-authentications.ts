import { Injectable } from '@nestjs/common';
import { requestOrigin } from '@postern/requests';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { EngineExtension } from '../engine/engine-extension.js';
import { EngineEvents } from '../events.js';
import { refusalOf } from './authentication-refusal.js';

/** Adds the reason of a refused client authentication to the response, and records it. */
@Injectable()
export class RefusedAuthentications extends EngineExtension {
  constructor(private readonly events: EngineEvents) {
    super();
  }

  override teach(provider: Provider): void {
    const heed = (ctx: KoaContextWithOIDC, error: Error): void => {
      if (error instanceof errors.InvalidClientAuth) this.refuse(ctx, error);
    };
    provider.on('grant.error', heed);
    provider.on('introspection.error', heed);
    provider.on('revocation.error', heed);
    provider.on('pushed_authorization_request.error', heed);
  }

  private refuse(ctx: KoaContextWithOIDC, error: InstanceType<typeof errors.InvalidClientAuth>): void {
    const { reason, sentence } = refusalOf(error);
    if (isErrorBody(ctx.body)) ctx.body = { ...ctx.body, error_description: sentence };
    explainChallenge(ctx, sentence);
    const { client } = ctx.oidc;
    this.events.authenticationFailed({
      clientId: client?.clientId ?? null,
      method: client?.clientAuthMethod ?? null,
      reason,
      sentence,
      origin: requestOrigin({ ip: ctx.ip, headers: ctx.headers }),
    });
  }
}

const description = /error_description="[^"]*"/;

/** RFC 6749 §5.2: the challenge after HTTP Basic. Some libraries read it alone, so it says what the body says. */
const explainChallenge = (ctx: KoaContextWithOIDC, sentence: string): void => {
  const challenge = ctx.response.get('www-authenticate');
  if (!description.test(challenge)) return;
  ctx.set(
    'WWW-Authenticate',
    challenge.replace(description, () => `error_description="${sentence}"`),
  );
};

const isErrorBody = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && 'error' in body;
