import { panelClientId, type MethodGroup } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { EntityManager } from 'typeorm';

const unplacedFrom = 1_000_000;

// The default list, for an application without one; else methods that came later, switched off at the end.
const completeSql = `
  with own as (select exists (select from sign_in_placement where client_id = $1) as has)
  insert into sign_in_placement (client_id, method_id, enabled, required, required_from, placement, position)
  select $1, m.id, m.enabled and not own.has, case when not own.has then m.required end, case when not own.has then m.required_from end, m.placement,
    (case when own.has then ${unplacedFrom} else 0 end
      + row_number() over (partition by m.placement order by m.position, m.name, m.id) - 1)::int
  from sign_in_method m cross join own where sign_in_method_available(m.id, $1)
  on conflict (client_id, method_id) do nothing`;

/** Gives an application a list of its own, which begins as the default list. */
export const completeList = async (manager: EntityManager, clientId: string): Promise<void> => {
  await Statements.in(manager).run('sign_in_placement.complete', completeSql, [clientId]);
};

const orderSql = `
  with ranked as (
    select method_id, row_number() over (
      order by case when method_id = $2 then $4::int * 2 + 1 else rank * 2 + case when rank >= $4::int then 2 else 0 end end
    ) - 1 as position
    from (
      select method_id, row_number() over (order by (method_id = $2), position, method_id) - 1 as rank
      from sign_in_placement where client_id = $1 and placement = $3
    ) others
  )
  update sign_in_placement p set position = r.position from ranked r
  where p.client_id = $1 and p.method_id = r.method_id and p.position <> r.position`;

/** Moves a method to a place in its group, counted from 0; the others make room. */
export const moveInList = async (
  manager: EntityManager,
  clientId: string,
  methodId: string,
  { group, position }: { readonly group: MethodGroup; readonly position: number },
): Promise<void> => {
  await Statements.in(manager).run('sign_in_placement.order', orderSql, [clientId, methodId, group, position]);
};

const settleSql = `
  update sign_in_placement p set enabled = true, fallback = true from sign_in_method m
  where p.client_id = any($1::text[]) and m.id = p.method_id and m.built_in and not p.enabled
    and not exists (select from sign_in_placement o where o.client_id = p.client_id and o.enabled)
  returning p.client_id as "clientId", p.method_id as "methodId"`;

/**
 * Switches the built-in method on where a list would be empty.
 *
 * @returns where it was switched on
 */
export const settleLists = (
  manager: EntityManager,
  clientIds: readonly string[],
): Promise<readonly { readonly clientId: string; readonly methodId: string }[]> =>
  Statements.in(manager).run('sign_in_placement.settle', settleSql, [clientIds]);

/** Takes a method from the lists of all applications but the panel, which is the system's own. */
export const takeFromLists = (
  manager: EntityManager,
  methodId: string,
): Promise<readonly { readonly clientId: string }[]> =>
  Statements.in(manager).run(
    'sign_in_placement.take',
    'delete from sign_in_placement where method_id = $1 and client_id <> $2 returning client_id as "clientId"',
    [methodId, panelClientId],
  );

/** A method that is no longer public is not required at the panel either, which keeps it in its list. */
export const dropRequirement = async (manager: EntityManager, methodId: string): Promise<void> => {
  await Statements.in(manager).run(
    'sign_in_placement.drop_requirement',
    'update sign_in_placement set required = null, required_from = null where method_id = $1 and required is not null',
    [methodId],
  );
};

/** Deletes an application's own list: it follows the default list again. */
export const dropList = async (manager: EntityManager, clientId: string): Promise<boolean> =>
  (await Statements.in(manager).affected(
    'sign_in_placement.drop',
    'delete from sign_in_placement where client_id = $1',
    [clientId],
  )) > 0;
