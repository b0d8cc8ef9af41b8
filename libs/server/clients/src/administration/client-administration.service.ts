import { type AuditRecord, recordBy } from '@postern/audit';
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ClientRecord, ClientWithSecret } from '@postern/contracts';
import { Statements } from '@postern/database';
import { ConflictError } from '@postern/errors';
import { type EndedSignIns, OrganizationEndings } from '@postern/organizations';
import { ClientEntity } from '../entities/client.entity.js';
import { chosenAuthentication } from '../credentials/authentication-choice.js';
import type { Authentication } from '../credentials/authentication.js';
import { CredentialAssociation } from '../credentials/credential-association.service.js';
import { associationEvent, credentialEvent } from '../credential-administration/credential-events.js';
import type { ClientWithCredentials } from '../reading/find-client.js';
import { AdministeringOwners } from './administering-owners.port.js';
import { assertChangeable } from './built-in-rules.js';
import type { Actor } from '@postern/management';
import { type ClientSettings, changedSettings, newSettings } from '../store/client-defaults.js';
import { assertMayChoose } from './organization-rules.js';
import { assertMayBeCalled } from './called-address.js';
import { settingsGiven } from './client-input.js';
import { clientRecord, settingsOf } from '../store/client-records.js';
import { type ClientChange, ClientStore } from '../store/client-store.js';
import type { CreateClientDto, UpdateClientDto } from './client.dto.js';
import { freshSecret, keptSecret } from './secret-keeping.js';

const clientEvent = (
  type: AuditRecord['type'],
  client: ClientEntity,
  actor: Actor,
  details: object = {},
): AuditRecord => {
  const { clientId, name, organizationId } = client;
  return recordBy(actor, { type, clientId, organizationId, details: { name, ...details } });
};

const methods = 'client_authentication_methods';

/** Creates, changes and deletes applications. A secret is returned once, when it is created; only its hash is stored. */
@Injectable()
export class ClientAdministration {
  constructor(
    private readonly store: ClientStore,
    private readonly association: CredentialAssociation,
    private readonly owners: AdministeringOwners,
    private readonly endings: OrganizationEndings,
  ) {}

  /**
   * With the credentials it authenticates with, where there are any (A3, A4): all of it, or nothing.
   *
   * @throws InvalidError (`client.invalid_metadata`, and what is wrong with a credential), ConflictError (`credential.duplicate`)
   */
  async create(input: CreateClientDto, actor: Actor): Promise<ClientWithSecret> {
    const settings = newSettings({ ...settingsGiven(input), name: input.name });
    assertMayChoose(actor, null, settings);
    await assertMayBeCalled(settings.backchannel_logout_uri);
    const chosen = chosenAuthentication(input, null);
    const authentication = chosen ? this.association.ofNew(chosen) : null;
    const { secret, secretHash } = keptSecret({ secretHash: null }, settings, authentication !== null);
    const client = Object.assign(new ClientEntity(), {
      clientId: randomBytes(16).toString('base64url'),
      builtIn: false,
    });
    return this.store.change(actor, async (change) => {
      const saved = await change.save(client, settings, { secretHash, authentication });
      await change.record(
        clientEvent('client.created', saved.client, actor, {
          app_type: settings.app_type,
          ...organizationTold(settings),
        }),
      );
      for (const { credential } of authentication?.credentials ?? []) {
        await change.record(credentialEvent('credential.created', saved.client, credential, actor));
      }
      if (authentication !== null) await change.record(associationEvent(saved.client, authentication, actor));
      return { ...recordOf(saved), client_secret: secret };
    });
  }

  /**
   * @returns with a secret when the application becomes one that needs it
   * @throws NotFoundError, InvalidError, ConflictError (`client.built_in`, `credential.too_many`, `sign_in_method.locks_out_owners`)
   */
  async update(clientId: string, input: UpdateClientDto, actor: Actor): Promise<ClientRecord | ClientWithSecret> {
    // Before the transaction, because a name server may be slow.
    await assertMayBeCalled(settingsGiven(input).backchannel_logout_uri);
    let ended: EndedSignIns | undefined;
    const updated = await this.store.change(actor, async (change) => {
      const before = await change.getWithCredentials(clientId);
      const { client } = before;
      const was = settingsOf(client);
      const settings = changedSettings(was, settingsGiven(input, client.metadata));
      assertMayChoose(actor, was, settings);
      const authentication = await this.newAuthentication(change, before, input);
      const changed = [...differences(was, settings), ...(authentication === undefined ? [] : [methods])];
      assertChangeable(client, changed);
      const withCredentials = (authentication === undefined ? client.authenticationMethod : authentication) !== null;
      const { secret, secretHash } = keptSecret(client, settings, withCredentials);
      const saved = await change.save(client, settings, { secretHash, authentication });
      if (saved.organization?.status === 'suspended' && was.organization_id !== saved.organization.id)
        ended = await this.endings.ofOrganization(change.manager, saved.organization.id);
      if (demandsAnew(was, settings)) await this.owners.assertSomeone(change.manager, 'role_acr_values.owner');
      await change.record(
        clientEvent('client.updated', saved.client, actor, { changed, ...valuesTold(was, settings) }),
      );
      if (authentication !== undefined) await change.record(associationEvent(saved.client, authentication, actor));
      return { ...recordOf(saved), ...(secret !== null && { client_secret: secret }) };
    });
    ended?.announce();
    return updated;
  }

  /** Deletes its codes, tokens and consents too. Throws NotFoundError, ConflictError (`client.built_in`). */
  async delete(clientId: string, actor: Actor): Promise<void> {
    await this.store.change(actor, async (change) => {
      const client = await change.get(clientId);
      if (client.builtIn) throw new ConflictError('client.built_in');
      await change.manager.delete(ClientEntity, { clientId });
      // Otherwise the engine keeps tokens until they expire.
      await Statements.in(change.manager).run(
        'oidc_artifact.delete_of_client',
        'delete from oidc_artifact where client_id = $1',
        [clientId],
      );
      await change.record(clientEvent('client.deleted', client, actor));
    });
  }

  /** The previous secret is refused from now on. Throws NotFoundError, ConflictError for applications that use none. */
  async rotateSecret(clientId: string, actor: Actor): Promise<ClientWithSecret> {
    return this.store.change(actor, async (change) => {
      const client = await change.get(clientId);
      const settings = settingsOf(client);
      assertUsesSecret(client, settings);
      const { secret, secretHash } = freshSecret(settings);
      const saved = await change.save(client, settings, { secretHash });
      await change.record(clientEvent('client.secret_rotated', saved.client, actor));
      return { ...recordOf(saved), client_secret: secret };
    });
  }

  /** Undefined when it stays what it is. */
  private async newAuthentication(
    { manager }: ClientChange,
    before: ClientWithCredentials,
    input: UpdateClientDto,
  ): Promise<Authentication | null | undefined> {
    const chosen = chosenAuthentication(input, before.client.authenticationMethod);
    const authentication = chosen && (await this.association.ofStored(manager, before.client, chosen));
    return authentication !== undefined && isAnother(before, authentication) ? authentication : undefined;
  }
}

const recordOf = ({ client, credentials }: ClientWithCredentials): ClientRecord => clientRecord(client, credentials);

const isAnother = ({ client, credentials }: ClientWithCredentials, authentication: Authentication | null): boolean => {
  const ids = (list: readonly { readonly id: string }[]): string =>
    list
      .map(({ id }) => id)
      .toSorted()
      .join();
  return (
    client.authenticationMethod !== (authentication?.method ?? null) ||
    ids(credentials) !== ids(authentication?.credentials.map(({ credential }) => credential) ?? [])
  );
};

const assertUsesSecret = ({ authenticationMethod }: ClientEntity, settings: ClientSettings): void => {
  if (authenticationMethod === null && settings.token_endpoint_auth_method !== 'none') return;
  const path = authenticationMethod === null ? 'token_endpoint_auth_method' : 'client_authentication_methods';
  const message = 'an application that uses no secret has none to rotate';
  throw new ConflictError('request.conflict', undefined, [{ path, message }]);
};

/** Of owners; what is demanded of others locks no owner out. */
const demandsAnew = (before: ClientSettings, after: ClientSettings): boolean =>
  JSON.stringify(before.role_acr_values?.owner ?? []) !== JSON.stringify(after.role_acr_values?.owner ?? []);

/** Settings that the event log tells with their values. */
const told = [
  'name',
  'accepted_acr_values',
  'acr_requests',
  'role_acr_values',
  'organization_id',
  'access',
] as const satisfies readonly (keyof ClientSettings)[];

const organizationTold = ({ organization_id: organization }: ClientSettings): object =>
  organization === null ? {} : { organization };

const valuesTold = (before: ClientSettings, after: ClientSettings): object => {
  const changed = differences(before, after).filter((field) => (told as readonly string[]).includes(field));
  const values = (settings: ClientSettings): object =>
    Object.fromEntries(changed.map((field) => [field, settings[field as keyof ClientSettings] ?? null]));
  return changed.length === 0 ? {} : { ...values(after), before: values(before) };
};

const differences = (before: ClientSettings, after: ClientSettings): string[] =>
  (Object.keys(after) as (keyof ClientSettings)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
