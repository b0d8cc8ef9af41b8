import { Injectable } from '@nestjs/common';
import { KeyEncryption, ServerConfig } from '@postern/config';

/** Seals the gateway's private keys at rest, each with the id of its certificate as context. */
@Injectable()
export class GatewayKeys extends KeyEncryption {
  constructor(config: ServerConfig) {
    super(config.POSTERN_ENCRYPTION_KEY, 'gateway keys at rest');
  }
}
