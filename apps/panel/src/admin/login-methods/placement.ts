import type { MethodGroup, SignInMethodRecord } from '@postern/contracts';

/** Where a method stands on the page: full-width, compact, or switched off. */
export const shelves = ['main', 'other', 'disabled'] as const;
export type Shelf = (typeof shelves)[number];

export type Placement = Pick<SignInMethodRecord, 'id' | 'group' | 'position' | 'enabled'>;

export const shelfOf = ({ enabled, group }: Pick<Placement, 'enabled' | 'group'>): Shelf =>
  enabled ? group : 'disabled';

/** The methods of a shelf, in their order. */
export const onShelf = <T extends Placement>(methods: readonly T[], shelf: Shelf): T[] =>
  methods
    .filter((method) => shelfOf(method) === shelf)
    .sort((a, b) => a.position - b.position || a.id.localeCompare(b.id));

/**
 * What has to be said to the server when one method goes to a place on a shelf; the others there make room.
 * A method that is switched off stays in its group, so that it comes back where it was.
 * @param index place among the others of that shelf, from 0
 */
export const changedPlacements = (
  methods: readonly Placement[],
  id: string,
  shelf: Shelf,
  index: number,
): readonly Placement[] => {
  const moved = methods.find((method) => method.id === id);
  if (!moved) return [];
  const others = onShelf(methods, shelf).filter((method) => method.id !== id);
  const group: MethodGroup = shelf === 'disabled' ? moved.group : shelf;
  const order = [...others.slice(0, index), { ...moved, group, enabled: shelf !== 'disabled' }, ...others.slice(index)];
  return order
    .map(({ id, group, enabled }, position) => ({ id, group, enabled, position }))
    .filter((placement) => {
      const before = methods.find((method) => method.id === placement.id);
      return (
        before?.position !== placement.position ||
        before.group !== placement.group ||
        before.enabled !== placement.enabled
      );
    });
};
