import { Injectable } from '@nestjs/common';
import { noteOutcome, type Outcome } from '@postern/requests';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { EngineExtension } from './engine-extension.js';

/** Reports outcomes of the engine's requests to the limits. */
@Injectable()
export class RequestOutcomes extends EngineExtension {
  override teach(provider: Provider): void {
    const note = (outcome: Outcome) => (ctx: KoaContextWithOIDC) => noteOutcome(ctx.req, outcome);
    provider.on('interaction.started', note('interaction'));
    provider.on('interaction.ended', note('ended'));
    provider.on('pushed_authorization_request.success', note('pushed'));
    provider.on('authorization.success', (ctx) => {
      noteOutcome(ctx.req, 'authorization');
      // The response consumes a pushed request.
      if (ctx.oidc.entities.PushedAuthorizationRequest !== undefined) noteOutcome(ctx.req, 'ended');
    });
  }
}
