import { Injectable } from '@nestjs/common';
import { noteOutcome, type Outcome } from '@postern/requests';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { EngineExtension } from './engine-extension.js';

/** Tells whoever counts requests what the engine made of them. */
@Injectable()
export class RequestOutcomes extends EngineExtension {
  override teach(provider: Provider): void {
    const note = (outcome: Outcome) => (ctx: KoaContextWithOIDC) => noteOutcome(ctx.req, outcome);
    provider.on('interaction.started', note('interaction'));
    provider.on('interaction.ended', note('ended'));
    provider.on('pushed_authorization_request.success', note('pushed'));
    provider.on('authorization.success', (ctx) => {
      noteOutcome(ctx.req, 'authorization');
      // A pushed request is used up with the answer.
      if (ctx.oidc.entities.PushedAuthorizationRequest !== undefined) noteOutcome(ctx.req, 'ended');
    });
  }
}
