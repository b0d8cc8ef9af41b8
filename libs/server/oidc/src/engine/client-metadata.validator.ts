import { Injectable } from '@nestjs/common';
import { ClientMetadataValidator } from '@postern/clients';
import { InvalidError } from '@postern/errors';
import { errors } from 'oidc-provider';
import { assertClientMetadata } from '../engine-internals/clients.js';
import { Engine } from './engine.js';

/** Lets the engine validate a client before it is stored. */
@Injectable()
export class EngineClientMetadataValidator extends ClientMetadataValidator {
  constructor(private readonly engine: Engine) {
    super();
  }

  /** @throws InvalidError (`client.invalid_metadata`) with the engine's own sentence */
  async validate(metadata: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      assertClientMetadata(this.engine.current, metadata);
    } catch (error) {
      if (!(error instanceof errors.OIDCProviderError)) throw error;
      const message = error.error_description ?? error.message;
      throw new InvalidError('client.invalid_metadata', message, [{ path: message.split(' ')[0] ?? '', message }]);
    }
  }
}
