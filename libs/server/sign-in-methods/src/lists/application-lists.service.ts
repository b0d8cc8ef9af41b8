import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { panelClientId, type ApplicationSignInMethods } from '@postern/contracts';
import { ConflictError, NotFoundError } from '@postern/errors';
import { type Actor, assertRoleStands, assertWithin } from '@postern/management';
import { SignInProviders } from '@postern/provider-kit';
import type { EntityManager } from 'typeorm';
import type { CreateSignInMethodDto } from '../administration/sign-in-method.dto.js';
import { assertOwnersCanSignIn } from '../administration/lock-out.js';
import { MethodAdministration } from '../administration/method-administration.service.js';
import { MethodRecords } from '../administration/method-records.service.js';
import { type MethodChange, MethodStore } from '../administration/method-store.js';
import { type Owners, OwnersAccess } from '../administration/owners-access.service.js';
import { completeList, dropList, moveInList } from '../placing/own-lists.js';
import { placedEvent, settle } from '../placing/placed-events.js';
import { type Requirement, requirementAfter } from '../placing/requirement.js';
import type { ApplicationMethods, PlacedMethod } from '../reading/configured-sign-in-method.js';
import { SignInMethods } from '../reading/sign-in-methods.service.js';
import type { SignInMethodEntity } from '../sign-in-method.entity.js';
import { SignInPlacementEntity } from '../sign-in-placement.entity.js';
import type { MethodPlacementDto, OwnMethodDto } from './application-lists.dto.js';

/** The lists of sign-in methods that applications show to people. */
@Injectable()
export class ApplicationLists {
  constructor(
    private readonly store: MethodStore,
    private readonly statements: Statements,
    private readonly methods: SignInMethods,
    private readonly records: MethodRecords,
    private readonly administration: MethodAdministration,
    private readonly owners: OwnersAccess,
    private readonly providers: SignInProviders,
  ) {}

  /** @throws NotFoundError (`client.not_found`) */
  async list(clientId: string): Promise<ApplicationSignInMethods> {
    await assertClient(this.statements, clientId);
    const { follows, all } = await this.methods.of(clientId);
    const placed = numbered(all);
    return { follows, methods: await Promise.all(placed.map((method) => this.shown(method))) };
  }

  /**
   * Places a method in the application's list. The first change gives the application a list of its own, which begins as the default list.
   *
   * @throws NotFoundError (`client.not_found`, `sign_in_method.not_found` for one that the application may not offer), InvalidError,
   * ConflictError (`sign_in_method.locks_out_owners`)
   */
  async place(clientId: string, methodId: string, given: MethodPlacementDto, actor: Actor): Promise<void> {
    await this.change(clientId, actor, async (change) => {
      await completeList(change.manager, clientId);
      const method = await change.get(methodId);
      const before = await change.manager.findOneBy(SignInPlacementEntity, { clientId, methodId });
      if (before === null) throw new NotFoundError('sign_in_method.not_found', 'not available to the application');
      const placement = { ...placementOf(given), ...this.requirementOf(before, given, method) };
      const after = { ...before, ...placement, ...(given.enabled !== undefined && { fallback: false }) };
      await change.manager.save(SignInPlacementEntity, after);
      if (given.position !== undefined || after.group !== before.group) {
        const position = given.position ?? Number.MAX_SAFE_INTEGER;
        await moveInList(change.manager, clientId, methodId, {
          group: after.group,
          position: Math.min(position, most),
        });
      }
      if (given.enabled === true) await this.administration.assertTogether(change, method.type);
      const details = { ...placement, before: told(before, placement) };
      await change.record(placedEvent(actor, { clientId, method, details }));
    });
  }

  /** The application follows the default list again; its own methods stay, switched off. Throws as `place`. */
  async follow(clientId: string, actor: Actor): Promise<void> {
    await this.change(clientId, actor, async ({ manager, record }) => {
      if (!(await dropList(manager, clientId))) return;
      await record(placedEvent(actor, { clientId, method: null, details: { follows: true } }));
    });
  }

  /**
   * Creates a method that only this application has, at the end of its list.
   *
   * @returns its id
   * @throws as `MethodAdministration.create`; ConflictError (`client.built_in`) for the panel, whose methods are the system's
   */
  async create(clientId: string, { enabled = false, ...input }: OwnMethodDto, actor: Actor): Promise<string> {
    if (clientId === panelClientId) throw new ConflictError('client.built_in', "the panel's methods are the system's");
    await assertClient(this.statements, clientId);
    const place = async (change: MethodChange, methodId: string): Promise<void> => {
      await assertClient(Statements.in(change.manager), clientId, actor);
      await completeList(change.manager, clientId);
      const group = input.group ?? 'main';
      await change.manager.update(SignInPlacementEntity, { clientId, methodId }, { enabled, group });
      await moveInList(change.manager, clientId, methodId, { group, position: most });
      const method = { id: methodId, type: input.type, name: input.name };
      await change.record(placedEvent(actor, { clientId, method, details: { enabled, group } }));
    };
    return this.administration.create(input as CreateSignInMethodDto, actor, { clientId, organizationId: null, place });
  }

  /** The panel's list decides who may administer: owners keep a way in. */
  private async change(clientId: string, actor: Actor, work: (change: MethodChange) => Promise<void>): Promise<void> {
    await this.store.change(actor, async (change) => {
      await assertClient(Statements.in(change.manager), clientId, actor);
      const before = await this.ownersOf(clientId, change.manager);
      await work(change);
      await settle(change, [clientId], actor);
      const after = await this.ownersOf(clientId, change.manager);
      if (before !== null && after !== null) assertOwnersCanSignIn(before, after, actor, 'enabled');
    });
  }

  private requirementOf(
    before: SignInPlacementEntity,
    given: MethodPlacementDto,
    method: SignInMethodEntity,
  ): Partial<Requirement> {
    if (given.required === undefined && given.requiredFrom === undefined) return {};
    return requirementAfter(before, given, method, this.providers.ofType(method.type));
  }

  private async ownersOf(clientId: string, manager: EntityManager): Promise<Owners | null> {
    return clientId === panelClientId ? this.owners.lock(manager) : null;
  }

  private async shown({ method, ...placement }: PlacedMethod): Promise<ApplicationSignInMethods['methods'][number]> {
    const { id, type, name, owner, description, icon, logoUrl, builtIn, linkable } = method;
    const { problem } = await this.records.problem(method);
    const { enabled, group, position, fallback, required, requiredFrom } = placement;
    return {
      ...{ id, type, name, owner, description, icon, logoUrl, builtIn, problem },
      ...{ public: method.public, enabled, group, position, fallback, required },
      ...{ requiredFrom: requiredFrom?.toISOString() ?? null, requirable: linkable && method.public },
    };
  }
}

/** A position after all others. */
const most = 1_000_000;

/** Positions count from 0 in each group. */
const numbered = (all: ApplicationMethods['all']): ApplicationMethods['all'] => {
  const next = { main: 0, other: 0 };
  return all.map((placed) => ({ ...placed, position: next[placed.group]++ }));
};

type Placement = Partial<Pick<SignInPlacementEntity, 'enabled' | 'group' | 'required' | 'requiredFrom'>>;

const placementOf = ({ enabled, group }: MethodPlacementDto): Placement => ({
  ...(enabled !== undefined && { enabled }),
  ...(group !== undefined && { group }),
});

const told = (before: SignInPlacementEntity, placement: Placement): object =>
  Object.fromEntries(Object.keys(placement).map((name) => [name, before[name as keyof Placement]]));

/**
 * @param actor whose change holds the application, so that it does not move meanwhile
 * @throws NotFoundError (`client.not_found`), ForbiddenError for an application of another organization than the caller is limited to
 */
const assertClient = async (statements: Statements, clientId: string, actor?: Actor): Promise<void> => {
  const held = actor === undefined ? '' : 'for share';
  const found = await statements.one<{ readonly organization: string | null }>(
    `sign_in_placement.client${held && '_locked'}`,
    `select organization_id as organization from client where client_id = $1 ${held}`,
    [clientId],
  );
  if (found === undefined) throw new NotFoundError('client.not_found');
  if (actor === undefined) return;
  assertWithin(actor, found.organization);
  await assertRoleStands(statements, actor);
};
