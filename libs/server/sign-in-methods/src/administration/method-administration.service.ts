import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type AuditRecord, recordBy } from '@postern/audit';
import { panelClientId } from '@postern/contracts';
import { type Actor, assertWithin } from '@postern/management';
import { Statements } from '@postern/database';
import { ConflictError, InvalidError, NotFoundError } from '@postern/errors';
import { SignInProviders } from '@postern/provider-kit';
import { SessionsOfMethod } from '../sessions-of-method.port.js';
import { IsNull } from 'typeorm';
import { dropRequirement, takeFromLists } from '../placing/own-lists.js';
import { placedEvent, settle } from '../placing/placed-events.js';
import { noRequirement, requirementAfter } from '../placing/requirement.js';
import { SignInMethodEntity } from '../sign-in-method.entity.js';
import { beforeAndAfter } from './before-and-after.js';
import { type Logo, readLogo } from './method-logo.js';
import { assertMayConfigure } from './may-configure.js';
import { assertFieldsAreKeys, assertTogether, checkedParams, findsAnybody } from './method-params.js';
import { assertMayChangeProofs, assertOwnersCanSignIn } from './lock-out.js';
import { type MethodChange, MethodStore } from './method-store.js';
import { refusedOwners } from './owners-certificates.js';
import { type Owners, OwnersAccess } from './owners-access.service.js';
import { switchBuiltInOnWhenAlone } from './password-fallback.js';
import type { CreateSignInMethodDto, UpdateSignInMethodDto } from './sign-in-method.dto.js';

type Settings = Omit<UpdateSignInMethodDto, 'params'>;
type Placing = Pick<UpdateSignInMethodDto, 'required' | 'requiredFrom'>;

/** Who owns a new method, and what becomes of it there in the same transaction. */
export interface MethodOwner {
  /** Null, like the organization: the system. */
  readonly clientId: string | null;
  readonly organizationId: string | null;
  readonly place: (change: MethodChange, methodId: string) => Promise<void>;
}

const ownedBy = (organizationId: string | null): MethodOwner => ({
  clientId: null,
  organizationId,
  place: async () => undefined,
});

/** Creates, changes and deletes sign-in methods; each change is one transaction with its events. */
@Injectable()
export class MethodAdministration {
  constructor(
    private readonly store: MethodStore,
    private readonly providers: SignInProviders,
    private readonly sessions: SessionsOfMethod,
    private readonly ownersAccess: OwnersAccess,
  ) {}

  /**
   * @returns id of the new method
   * @throws InvalidError (`provider.unknown_type` and what the provider says of its params), ConflictError (`sign_in_method.built_in`),
   * NotFoundError (`organization.not_found`), ForbiddenError
   */
  async create(
    { type, organizationId, params = {}, ...settings }: CreateSignInMethodDto,
    actor: Actor,
    owner: MethodOwner = ownedBy(organizationId?.toLowerCase() ?? null),
  ): Promise<string> {
    const provider = this.providers.ofType(type);
    if (!provider.descriptor.creatable) throw new ConflictError('sign_in_method.built_in');
    const checked = await checkedParams(provider, params);
    assertMayConfigure(provider, checked, undefined, actor);
    const logo = await logoIn(settings);
    return this.store.change(actor, async (change) => {
      if (owner.clientId === null) assertWithin(actor, owner.organizationId);
      if (owner.organizationId !== null) await assertOrganization(change, owner.organizationId);
      const anybody = findsAnybody(provider, checked);
      if (anybody) await assertMayChangeProofs(change.manager, { id: null, anybody }, actor);
      await assertFieldsAreKeys(change.manager, provider, checked);
      const position = settings.position ?? (await this.nextPosition(change, settings.group ?? 'main', owner));
      const placed = columnsOf(settings, logo);
      const columns = {
        ...placed,
        ...requirementAfter(noRequirement, settings, { public: placed.public === true }, provider),
        type,
        clientId: owner.clientId,
        organizationId: owner.organizationId,
        position,
        params: checked,
      } as const;
      const { id } = await change.save(columns);
      await change.record(eventOf('sign_in_method.created', { ...columns, id }, actor));
      await owner.place(change, id);
      await this.assertTogether(change, type);
      return id;
    });
  }

  /**
   * Disabling a method ends unused proofs by it, and the sessions that came through it except those of the caller.
   *
   * @throws NotFoundError, InvalidError, ConflictError (`sign_in_method.locks_out_owners`), ForbiddenError when what
   * proves identity changes for somebody above the caller
   */
  async update(id: string, { params, ...settings }: UpdateSignInMethodDto, actor: Actor): Promise<void> {
    const logo = await logoIn(settings);
    const announce = await this.store.change(actor, async (change) => {
      const method = await change.getOwn(id);
      const columns: Partial<SignInMethodEntity> = columnsOf(settings, logo);
      Object.assign(columns, this.requirementOf(method, settings, columns));
      if (columns.name === null && !method.builtIn) throw nameless();
      assertPlacedElsewhere(method, columns);
      if (params !== undefined) {
        const provider = this.providers.ofType(method.type);
        columns.params = await checkedParams(provider, { ...method.params, ...params }, method.params);
        if (!isDeepStrictEqual(asStored(columns.params), method.params)) {
          const anybody = [method.params, columns.params].some((each) => findsAnybody(provider, each));
          await assertMayChangeProofs(change.manager, { id, anybody }, actor);
          assertMayConfigure(provider, columns.params, method.params, actor);
          await assertFieldsAreKeys(change.manager, provider, columns.params);
        }
      }
      const switchedOff = method.enabled && columns.enabled === false;
      const before = await this.owners(change, method, columns);
      const after = await change.save({ ...method, ...columns });
      if (columns.public === false && method.public) await this.takeFromApplications(change, after, actor);
      if (columns.params !== undefined || columns.enabled === true) await this.assertTogether(change, method.type);
      const changed = Object.keys(columns).filter((name) => name !== 'logoType');
      await change.record(
        eventOf('sign_in_method.updated', { ...method, ...columns }, actor, {
          changed,
          ...switched(columns),
          ...beforeAndAfter(method, columns, this.providers.ofType(method.type)),
        }),
      );
      await this.keepOneEnabled(change, actor);
      const path = columns.enabled === false ? 'enabled' : 'params';
      assertOwnersCanSignIn(before, await this.owners(change, after, columns), actor, path);
      return switchedOff ? this.endProofs(change, id, actor.accountId) : undefined;
    });
    announce?.();
  }

  /** Deletes its identifiers too, and ends the sessions that came through them. Throws as `update` does, and `sign_in_method.built_in`. */
  async delete(id: string, actor: Actor): Promise<void> {
    const announce = await this.store.change(actor, async (change) => {
      const method = await change.getOwn(id);
      if (method.builtIn) throw new ConflictError('sign_in_method.built_in');
      await assertMayChangeProofs(change.manager, { id, anybody: false }, actor);
      const before = await this.ownersAccess.lock(change.manager);
      const ended = await this.sessions.endByMethod(id, null, change.manager);
      await this.takeFromApplications(change, method, actor);
      await change.manager.delete(SignInMethodEntity, { id });
      // The panel's list loses it with the row.
      await settle(change, [panelClientId], actor);
      await change.record(eventOf('sign_in_method.deleted', method, actor));
      await this.keepOneEnabled(change, actor);
      assertOwnersCanSignIn(before, await this.ownersAccess.lock(change.manager), actor, 'id');
      return ended;
    });
    announce();
  }

  /** Checks that all methods of a type that are in use work beside each other. Throws InvalidError. */
  async assertTogether({ manager }: MethodChange, type: string): Promise<void> {
    const all = await Statements.in(manager).run<Pick<SignInMethodEntity, 'params'>>(
      'sign_in_method.used_of_type',
      'select params from sign_in_method where type = $1 and sign_in_method_used(id)',
      [type],
    );
    assertTogether(
      this.providers.ofType(type),
      all.map(({ params }) => params),
    );
  }

  /** Where a list would be empty afterwards, the built-in method is switched on. */
  private async takeFromApplications(change: MethodChange, method: SignInMethodEntity, actor: Actor): Promise<void> {
    await dropRequirement(change.manager, method.id);
    const losses = await takeFromLists(change.manager, method.id);
    for (const { clientId } of losses) {
      await change.record(placedEvent(actor, { clientId, method, details: { taken: true } }));
    }
    await settle(
      change,
      losses.map(({ clientId }) => clientId),
      actor,
    );
  }

  /** Nothing where neither the requirement nor what it needs changes. */
  private requirementOf(
    method: SignInMethodEntity,
    { required, requiredFrom }: Placing,
    columns: Partial<SignInMethodEntity>,
  ): Partial<SignInMethodEntity> {
    const isNamed = required !== undefined || requiredFrom !== undefined;
    const isPublic = columns.public ?? method.public;
    if (!isNamed && (isPublic || method.required === null)) return {};
    const given = { required, requiredFrom };
    return requirementAfter(method, given, { public: isPublic }, this.providers.ofType(method.type));
  }

  private async endProofs({ manager }: MethodChange, id: string, exceptAccountId: string | null): Promise<() => void> {
    await manager.update(SignInMethodEntity, { id }, { proofsBefore: () => 'clock_timestamp()' });
    return this.sessions.endByMethod(id, exceptAccountId, manager);
  }

  /** Which owners can sign in; when the settings change, as far as the method accepts their certificates. */
  private async owners(
    { manager }: MethodChange,
    method: SignInMethodEntity,
    { params }: Partial<SignInMethodEntity>,
  ): Promise<Owners> {
    return this.ownersAccess.lock(
      manager,
      params === undefined ? [] : await refusedOwners(manager, method, this.providers),
    );
  }

  private async keepOneEnabled(change: MethodChange, actor: Actor): Promise<void> {
    const builtIn = await switchBuiltInOnWhenAlone(change);
    if (builtIn === undefined) return;
    await change.record(
      eventOf('sign_in_method.updated', builtIn, actor, { enabled: true, because: 'every other method is off' }),
    );
  }

  /** Last in its group, but before the built-in one. */
  private async nextPosition(
    { manager }: MethodChange,
    group: SignInMethodEntity['group'],
    { organizationId }: MethodOwner,
  ): Promise<number> {
    const list = { clientId: IsNull(), organizationId: organizationId ?? IsNull() };
    const last = await manager.maximum(SignInMethodEntity, 'position', { group, builtIn: false, ...list });
    return last === null ? 0 : last + 1;
  }
}

/** Holds it until the change is over. @throws NotFoundError (`organization.not_found`) */
const assertOrganization = async ({ manager }: MethodChange, id: string): Promise<void> => {
  const held = await Statements.in(manager).one(
    'sign_in_method.hold_organization',
    'select 1 from organization where id = $1 for key share',
    [id],
  );
  if (held === undefined) throw new NotFoundError('organization.not_found');
};

/** A method of an application is in the list of that application only, where it is placed. */
const assertPlacedElsewhere = ({ clientId }: SignInMethodEntity, columns: Partial<SignInMethodEntity>): void => {
  if (clientId === null) return;
  const errors = (['enabled', 'group', 'position', 'required', 'public'] as const)
    .filter((path) => columns[path] != null && (path !== 'public' || columns.public === true))
    .map((path) => ({ path, message: 'a method of an application is placed in the list of the application' }));
  if (errors.length > 0) throw new InvalidError('request.invalid', undefined, errors);
};

const nameless = (): InvalidError =>
  new InvalidError('request.invalid', undefined, [{ path: 'name', message: 'only a built-in method can do without' }]);

/** As PostgreSQL returns it: without classes and absent values. */
const asStored = (params: SignInMethodEntity['params']): unknown => JSON.parse(JSON.stringify(params));

/** Read before the change, which nobody waits for while a picture is drawn. */
const logoIn = async ({ logo }: Settings): Promise<Logo | undefined> =>
  typeof logo === 'string' ? readLogo(logo) : undefined;

const columnsOf = (
  { logo, description, required: _, requiredFrom: __, ...settings }: Settings,
  drawn: Logo | undefined,
): Partial<SignInMethodEntity> => {
  const columns: Partial<SignInMethodEntity> = Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  );
  if (description !== undefined) columns.description = description === '' ? null : description;
  if (logo === null) Object.assign(columns, { logo: null, logoType: null });
  if (drawn !== undefined) Object.assign(columns, { logo: drawn.bytes, logoType: drawn.type });
  return columns;
};

const switched = ({ enabled }: Partial<SignInMethodEntity>): object => (enabled === undefined ? {} : { enabled });

const eventOf = (
  type: AuditRecord['type'],
  method: Partial<SignInMethodEntity>,
  actor: Actor,
  details: object = {},
): AuditRecord =>
  recordBy(actor, {
    type,
    methodId: method.id,
    clientId: method.clientId,
    organizationId: method.organizationId,
    details: { name: method.name, type: method.type, ...details },
  });
