import { Injectable } from '@nestjs/common';
import { levelReaches, type LockedOutPerson, panelClientId } from '@postern/contracts';
import { Statements } from '@postern/database';
import { levelsOf, type SignInProvider, SignInProviders } from '@postern/provider-kit';
import { plainToInstance } from 'class-transformer';
import type { QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { ownersIdentifiers, type StoredMethod } from './owners-certificates.js';
import { signInCondition } from './sign-in-condition.js';

/** An active owner. */
interface Owner extends LockedOutPerson {
  readonly canSignIn: boolean;
  /** At a level that is demanded of owners. */
  readonly canAdminister: boolean;
}

/** Active owners, and what is demanded of them. */
export interface Owners {
  readonly all: readonly Owner[];
  /** Empty: any level. */
  readonly demanded: readonly string[];
}

/** Methods and identifiers that do not reach the required level. */
interface WeakWays {
  readonly methods: readonly string[];
  readonly identifiers: readonly string[];
}

// Locked until the end of the transaction.
const demandSql = `select metadata -> 'role_acr_values' -> 'owner' as levels from client where client_id = $1 for share`;
const methodsSql = `select id, type, name, enabled, public, params from sign_in_method where sign_in_method_offered(id, '${panelClientId}')`;
const ownersSql = `
  select a.id, a.username, a.name, ${signInCondition('a', { identifier: 'i.id <> all($1::uuid[])' })} as "canSignIn",
    ${signInCondition('a', { identifier: 'i.id <> all($2::uuid[])', method: 'p.id <> all($3::uuid[])' })} as "canAdminister"
  from account a where a.role = 'owner' and a.status = 'active' order by a.id for no key update of a`;

/** Whether owners can sign in, and whether they can administer. */
@Injectable()
export class OwnersAccess {
  constructor(private readonly providers: SignInProviders) {}

  /**
   * Locks the active owners, always in the same order, for the rest of the transaction, so that concurrent changes cannot each rely on
   * the owner that the other takes away.
   *
   * @param unusable identifiers whose certificate their method would refuse
   */
  async lock(manager: EntityManager, unusable: readonly string[] = []): Promise<Owners> {
    const demanded = await this.demanded(manager);
    const weak = await this.weak(manager, demanded);
    const all = await Statements.in(manager).run<Owner>('sign_in_method.lock_owners', ownersSql, [
      unusable,
      [...unusable, ...weak.identifiers],
      weak.methods,
    ]);
    return { all, demanded };
  }

  private async demanded(manager: EntityManager): Promise<readonly string[]> {
    const row = await Statements.in(manager).one<{ readonly levels: readonly string[] | null }>(
      'sign_in_method.demand_on_administration',
      demandSql,
      [panelClientId],
    );
    return row?.levels ?? [];
  }

  private async weak(manager: EntityManager, demanded: readonly string[]): Promise<WeakWays> {
    if (demanded.length === 0) return { methods: [], identifiers: [] };
    const reaches = (levels: readonly string[]): boolean =>
      levels.some((level) => demanded.some((wanted) => levelReaches(level, wanted)));
    const methods = await Statements.in(manager).run<StoredMethod & QueryResultRow>(
      'sign_in_method.enabled',
      methodsSql,
      [],
    );
    const weak = methods.filter((method) => !reaches(this.levelsOf(method)));
    const identifiers: string[] = [];
    for (const method of methods.filter((each) => !weak.includes(each))) {
      const judged = await ownersIdentifiers(manager, method, this.providers);
      identifiers.push(...judged.filter(({ levels }) => levels === null || !reaches(levels)).map(({ id }) => id));
    }
    return { methods: weak.map(({ id }) => id), identifiers };
  }

  /** None of a method that this server has no provider for. */
  private levelsOf({ type, params }: StoredMethod): readonly string[] {
    const provider: SignInProvider | undefined = this.providers
      .all()
      .find(({ descriptor }) => descriptor.type === type);
    return provider === undefined ? [] : levelsOf(provider, plainToInstance(provider.paramsClass, params));
  }
}
