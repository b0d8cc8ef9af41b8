import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { KeyCredentialInput, KeyCredentialManifest } from '@postern/contracts';
import { ConflictError, InvalidError, NotFoundError } from '@postern/errors';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Actor } from '@postern/management';
import { settingsOf } from '../store/client-records.js';
import { type ClientChange, ClientStore } from '../store/client-store.js';
import { ClientEntity } from '../entities/client.entity.js';
import type { Authentication } from '../credentials/authentication.js';
import { ClientCredentialEntity } from '../entities/client-credential.entity.js';
import { CredentialAssociation } from '../credentials/credential-association.service.js';
import type { CredentialDraft } from '../credentials/credential-draft.js';
import { associationEvent, credentialEvent } from '../credential-administration/credential-events.js';
import { keepCredential } from '../credentials/credential-keeping.js';
import type { StoredCredential } from '../credentials/credential-records.js';
import { readKeyCredential, keyCredential } from './key-credential.js';
import { findCredentials, findCredentialsWithDer } from '../credentials/stored-credentials.js';

const isListed = ({ credential, use }: StoredCredential): boolean =>
  credential.type === 'x509_cert' && use?.method === 'private_key_jwt';

/**
 * Certificates for signed assertions as one list (D4, D5). What is listed is in use: an application that had a secret
 * authenticates with `private_key_jwt` from then on, and its secret waits (A8). What is not listed any more is deleted.
 * The libraries behind such manifests send one assertion until it expires, so an application that has not chosen may.
 */
@Injectable()
export class KeyCredentialManifests {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly store: ClientStore,
    private readonly association: CredentialAssociation,
  ) {}

  /** @throws NotFoundError (`client.not_found`) */
  async read(clientId: string): Promise<KeyCredentialManifest> {
    if (!(await this.database.manager.existsBy(ClientEntity, { clientId })))
      throw new NotFoundError('client.not_found');
    return manifestOf(this.database.manager, clientId);
  }

  /**
   * Replaces the list, all or nothing; certificates that stay go on working without a break.
   *
   * @throws NotFoundError (`client.not_found`), ConflictError (`client.built_in`, `credential.duplicate`, `credential.too_many`),
   * InvalidError (`client.method_conflict`, `client.method_without_credential`, and what is wrong with an entry)
   */
  async replace(
    clientId: string,
    { keyCredentials }: KeyCredentialManifest<KeyCredentialInput>,
    actor: Actor,
  ): Promise<KeyCredentialManifest> {
    const now = new Date();
    const entries = keyCredentials.map((entry, index) => ({
      draft: readKeyCredential(entry, now, `keyCredentials.${index}.`),
      keyId: entry.keyId?.toLowerCase(),
      path: `keyCredentials.${index}`,
    }));
    assertDifferent(entries);
    return this.store.change(actor, async (change) => {
      const client = await change.get(clientId);
      assertTakesManifest(client);
      const stored = await findCredentials(change.manager, clientId);
      const listed: CredentialDraft[] = [];
      for (const entry of entries) listed.push(await this.settle(change, client, entry, stored, actor));
      await this.use(change, client, listed, stored, actor);
      return manifestOf(change.manager, clientId);
    });
  }

  /** The credential that is there for an entry's certificate, or a new one. */
  private async settle(
    change: ClientChange,
    client: ClientEntity,
    { draft, keyId, path }: Entry,
    stored: readonly StoredCredential[],
    actor: Actor,
  ): Promise<CredentialDraft> {
    const known = stored.find(({ credential }) => credential.fingerprint.equals(draft.credential.fingerprint));
    const named = stored.find(({ credential }) => credential.id === keyId);
    if (named !== undefined && named !== known) {
      const message = 'keyId names another credential of the application';
      throw new ConflictError('credential.duplicate', undefined, [{ path: `${path}.keyId`, message }]);
    }
    if (known !== undefined) return { credential: known.credential, certificate: null };
    if (keyId !== undefined) Object.assign(draft.credential, { id: keyId });
    const credential = await keepCredential(change.manager, client.clientId, draft);
    await change.record(credentialEvent('credential.created', client, credential, actor));
    return { credential, certificate: null };
  }

  private async use(
    change: ClientChange,
    client: ClientEntity,
    listed: readonly CredentialDraft[],
    stored: readonly StoredCredential[],
    actor: Actor,
  ): Promise<void> {
    const listedIds = new Set(listed.map(({ credential }) => credential.id));
    const before = stored.filter(({ use }) => use !== null);
    const beside = before.filter((one) => !isListed(one)).map(({ credential }) => ({ credential, certificate: null }));
    const dropped = before.filter((one) => isListed(one) && !listedIds.has(one.credential.id));
    const authentication: Authentication = { method: 'private_key_jwt', credentials: [...beside, ...listed] };
    if (authentication.credentials.length === 0) {
      if (client.authenticationMethod === null) return;
      const message = 'keyCredentials leaves private_key_jwt without a credential';
      throw new InvalidError('client.method_without_credential', undefined, [{ path: 'keyCredentials', message }]);
    }
    this.association.assertServes(
      authentication,
      new Set(before.map(({ credential }) => credential.id)),
      'keyCredentials',
    );
    const settings = { ...settingsOf(client), assertion_reuse: client.metadata.assertion_reuse ?? 'until_expiry' };
    const { client: saved } = await change.save(client, settings, { authentication });
    await deleteAll(change.manager, dropped);
    for (const { credential } of dropped)
      await change.record(credentialEvent('credential.deleted', saved, credential, actor));
    await change.record(associationEvent(saved, authentication, actor));
  }
}

interface Entry {
  readonly draft: CredentialDraft;
  readonly keyId: string | undefined;
  readonly path: string;
}

const manifestOf = async (manager: EntityManager, clientId: string): Promise<KeyCredentialManifest> => ({
  keyCredentials: (await findCredentialsWithDer(manager, clientId)).filter(isListed).map(keyCredential),
});

const deleteAll = async (manager: EntityManager, dropped: readonly StoredCredential[]): Promise<void> => {
  if (dropped.length === 0) return;
  await manager.delete(ClientCredentialEntity, { id: In(dropped.map(({ credential }) => credential.id)) });
};

const assertDifferent = (entries: readonly Entry[]): void => {
  const seen = new Set<string>();
  for (const { draft, path } of entries) {
    const fingerprint = draft.credential.fingerprint.toString('hex');
    if (seen.has(fingerprint)) {
      const errors = [{ path: `${path}.value`, message: 'value is listed twice' }];
      throw new ConflictError('credential.duplicate', undefined, errors);
    }
    seen.add(fingerprint);
  }
};

/** An application that proves itself by its TLS connection would be locked out by a change of its method nobody asked for. */
const assertTakesManifest = ({ builtIn, authenticationMethod: method }: ClientEntity): void => {
  if (builtIn) throw new ConflictError('client.built_in');
  if (method === null || method === 'private_key_jwt') return;
  const detail = `The application authenticates with ${method}: PATCH its client_authentication_methods first.`;
  throw new InvalidError('client.method_conflict', undefined, undefined, detail);
};
