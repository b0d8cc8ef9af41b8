import { Injectable } from '@nestjs/common';
import { KeyEncryption, type SealedColumn, ServerConfig } from '@postern/config';

/** Where the gateway's private keys lie. */
export const gatewayKeysAtRest: SealedColumn = {
  holds: 'gateway key',
  table: 'gateway_certificate',
  id: 'id',
  column: 'encrypted_key',
  purpose: 'gateway keys at rest',
};

/** Seals the gateway's private keys at rest, each with the id of its certificate as context. */
@Injectable()
export class GatewayKeys extends KeyEncryption {
  constructor(config: ServerConfig) {
    super(config, gatewayKeysAtRest.purpose);
  }
}
