import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyEncryption, noKeyOpens, SealedSecretError, ServerConfig } from '@postern/config';
import { Statements } from '@postern/database';
import { pairwiseSecretsAtRest } from './pairwise-secrets-at-rest.js';

const purpose = 'identifiers';

/** The secret of pairwise values; it survives a change of the encryption key. */
@Injectable()
export class PairwiseSecrets {
  private readonly encryption: KeyEncryption;
  private secret: Promise<Buffer> | undefined;

  constructor(
    private readonly statements: Statements,
    config: ServerConfig,
  ) {
    this.encryption = new KeyEncryption(config, pairwiseSecretsAtRest.purpose);
  }

  /**
   * 32 bytes; made when they are asked for first.
   *
   * @throws ConfigurationError when what is stored opens with none of the encryption keys
   */
  async load(): Promise<Buffer> {
    this.secret ??= this.read();
    try {
      return await this.secret;
    } catch (error) {
      this.secret = undefined;
      throw error;
    }
  }

  /** Two servers that ask at once get the same one: the second insert does nothing. */
  private async read(): Promise<Buffer> {
    const fresh = this.encryption.encrypt(randomBytes(32).toString('base64'), purpose);
    await this.statements.run(
      'pairwise_secret.make',
      `insert into pairwise_secret (purpose, encrypted_secret) select $1, $2
       where not exists (select from pairwise_secret where purpose = $1) on conflict do nothing`,
      [purpose, fresh],
    );
    const { sealed } = await this.statements.only<{ readonly sealed: Buffer }>(
      'pairwise_secret.find',
      'select encrypted_secret as sealed from pairwise_secret where purpose = $1',
      [purpose],
    );
    try {
      return Buffer.from(this.encryption.decrypt(sealed, purpose), 'base64');
    } catch (error) {
      throw error instanceof SealedSecretError ? noKeyOpens('the secret of pairwise values') : error;
    }
  }
}
