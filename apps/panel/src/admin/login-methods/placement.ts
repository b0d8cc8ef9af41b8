import type { SignInMethodRecord } from '@postern/contracts';

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

const pick = ({ id, group, position, enabled }: Placement): Placement => ({ id, group, position, enabled });

/**
 * What has to be said to the server when one method goes to a place on a shelf; the others there make room.
 * A method that is switched off stays in its group; nobody sees an order there, so nothing else changes.
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
  if (shelf === 'disabled') return moved.enabled ? [{ ...pick(moved), enabled: false }] : [];
  const others = onShelf(methods, shelf).filter((method) => method.id !== id);
  const order = [...others.slice(0, index), { ...moved, group: shelf, enabled: true }, ...others.slice(index)];
  return order
    .map((method, position) => ({ ...pick(method), position }))
    .filter((placement) => {
      const before = methods.find((method) => method.id === placement.id);
      return (
        before?.position !== placement.position ||
        before.group !== placement.group ||
        before.enabled !== placement.enabled
      );
    });
};
