import { Injectable } from '@nestjs/common';
import { NotFoundError } from '@postern/errors';
import { isUuid } from '@postern/management';
import { type EntityManager, In } from 'typeorm';
import type { ClientEntity } from '../entities/client.entity.js';
import type { Authentication } from './authentication.js';
import type { ChosenCredentials } from './authentication-choice.js';
import { ClientCredentialsConfig } from './client-credentials.config.js';
import { ClientCredentialEntity } from '../entities/client-credential.entity.js';
import { CredentialUseEntity } from '../entities/credential-use.entity.js';
import { assertServes } from './method-rules.js';
import { type CheckedInput, readCredential } from './read-credential.js';

/** Decides which credentials an application may authenticate with. */
@Injectable()
export class CredentialAssociation {
  constructor(private readonly config: ClientCredentialsConfig) {}

  /**
   * Stored credentials, by their ids (docs/statements.md A8).
   *
   * @throws NotFoundError (`credential.not_found`), InvalidError (what `assertServes` throws), ConflictError (`credential.too_many`)
   */
  async ofStored(
    manager: EntityManager,
    { clientId }: ClientEntity,
    { method, credentials }: ChosenCredentials<{ readonly id: string }>,
  ): Promise<Authentication> {
    const path = pathOf(method);
    const ids = credentials.map(({ id }) => id.toLowerCase());
    const found = await manager.findBy(ClientCredentialEntity, { clientId, id: In(ids.filter(isUuid)) });
    const byId = new Map(found.map((credential) => [credential.id, credential]));
    const drafts = ids.map((id, index) => {
      const credential = byId.get(id);
      if (credential === undefined) {
        const errors = [{ path: `${path}.${index}.id`, message: 'id is unknown' }];
        throw new NotFoundError('credential.not_found', undefined, errors);
      }
      return { credential, certificate: null };
    });
    const authentication = { method, credentials: drafts };
    const inUse = new Set(
      (await manager.findBy(CredentialUseEntity, { clientId })).map(({ credentialId }) => credentialId),
    );
    this.assertServes(authentication, inUse);
    return authentication;
  }

  /** Credentials that are made together with their application (A3, A4); throws as `readCredential` does, too. */
  ofNew({ method, credentials }: ChosenCredentials<CheckedInput>): Authentication {
    const now = new Date();
    const path = pathOf(method);
    const drafts = credentials.map((input, index) => readCredential(input, now, `${path}.${index}.`));
    const authentication = { method, credentials: drafts };
    this.assertServes(authentication, new Set());
    return authentication;
  }

  assertServes(authentication: Authentication, inUse: ReadonlySet<string>, path = pathOf(authentication.method)): void {
    const { CLIENT_SELF_SIGNED_CERTIFICATES: selfSigned } = this.config;
    assertServes(authentication, { selfSigned, inUse, now: new Date(), path });
  }
}

const pathOf = (method: string): string => `client_authentication_methods.${method}.credentials`;
