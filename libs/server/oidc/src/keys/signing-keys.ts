import { Injectable, Logger } from '@nestjs/common';
import { KeyEncryption, noKeyOpens, SealedSecretError, ServerConfig } from '@postern/config';
import { Statements } from '@postern/database';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { DataSource, IsNull } from 'typeorm';
import { SigningKeyEntity } from './signing-key.entity.js';
import { signingKeysAtRest } from './signing-keys-at-rest.js';

/** Number that names the advisory lock under which keys are made: two servers that start at once make one set. */
const signingKeyLock = 7_067_002;

const kinds = [
  { kty: 'EC', alg: 'ES256', options: { extractable: true } },
  { kty: 'RSA', alg: 'RS256', options: { extractable: true, modulusLength: 2048 } },
] as const;

/** Days that a retired key still verifies: longer than any ID token that may come back as a hint. */
const retiredKeyDays = 30;

/** The keys that sign ID tokens: made at first start, encrypted at rest, rotated without signing anybody out. */
@Injectable()
export class SigningKeys {
  private readonly logger = new Logger(SigningKeys.name);
  private readonly encryption: KeyEncryption;

  constructor(
    private readonly dataSource: DataSource,
    config: ServerConfig,
  ) {
    this.encryption = new KeyEncryption(config, signingKeysAtRest.purpose);
  }

  /**
   * Private keys, those that sign first; makes them when there are none.
   *
   * @throws ConfigurationError when a stored key opens with none of the encryption keys
   */
  async load(): Promise<readonly JWK[]> {
    const stored = await this.all();
    const rows = stored.length > 0 ? stored : await this.make(false);
    return rows.map((row) => this.open(row));
  }

  /** Makes new keys that sign from now on; the present ones go on verifying. Answers the new key ids. */
  async rotate(): Promise<readonly string[]> {
    const before = new Set((await this.all()).map(({ kid }) => kid));
    return (await this.make(true)).map(({ kid }) => kid).filter((kid) => !before.has(kid));
  }

  private async all(): Promise<SigningKeyEntity[]> {
    return this.dataSource
      .getRepository(SigningKeyEntity)
      .find({ order: { retiredAt: { direction: 'DESC', nulls: 'FIRST' }, createdAt: 'DESC' } });
  }

  private async make(always: boolean): Promise<SigningKeyEntity[]> {
    const fresh = await Promise.all(
      kinds.map(async ({ kty, alg, options }) => this.seal(kty, await this.generate(alg, options))),
    );
    await this.dataSource.transaction(async (manager) => {
      await Statements.in(manager).run('signing_key.lock', 'select pg_advisory_xact_lock($1)', [signingKeyLock]);
      const repository = manager.getRepository(SigningKeyEntity);
      if (!always && (await repository.count()) > 0) return;
      await Statements.in(manager).run(
        'signing_key.forget_retired',
        `delete from signing_key where retired_at < now() - $1 * interval '1 day'`,
        [retiredKeyDays],
      );
      await repository.update({ retiredAt: IsNull() }, { retiredAt: () => 'now()' });
      await repository.insert(fresh);
      this.logger.log(`signing keys made: ${fresh.map(({ kid }) => kid).join(', ')}`);
    });
    return this.all();
  }

  private async generate(alg: string, options: { extractable: true; modulusLength?: number }): Promise<JWK> {
    const { privateKey } = await generateKeyPair(alg, options);
    const jwk = await exportJWK(privateKey);
    return { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig' };
  }

  private seal(kty: string, jwk: JWK): SigningKeyEntity {
    const kid = String(jwk.kid);
    return Object.assign(new SigningKeyEntity(), {
      kid,
      kty,
      encryptedJwk: this.encryption.encrypt(JSON.stringify(jwk), kid),
    });
  }

  private open({ kid, encryptedJwk }: SigningKeyEntity): JWK {
    try {
      return JSON.parse(this.encryption.decrypt(encryptedJwk, kid)) as JWK;
    } catch (error) {
      throw error instanceof SealedSecretError ? noKeyOpens(`signing key ${kid}`) : error;
    }
  }
}
