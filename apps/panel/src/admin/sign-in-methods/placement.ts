import type { SignInMethodRecord } from '@postern/contracts';

/** Where a method stands on the page: full-width, compact, or switched off. */
export const shelves = ['main', 'other', 'disabled'] as const;
export type Shelf = (typeof shelves)[number];

export type Placement = Pick<SignInMethodRecord, 'id' | 'group' | 'position' | 'enabled'>;

const shelfOf = ({ enabled, group }: Pick<Placement, 'enabled' | 'group'>): Shelf => (enabled ? group : 'disabled');

const comesBefore = (a: Placement, b: Placement): boolean =>
  a.position < b.position || (a.position === b.position && a.id < b.id);

/** The methods of a shelf, in their order. */
export const onShelf = <T extends Placement>(methods: readonly T[], shelf: Shelf): T[] =>
  methods.filter((method) => shelfOf(method) === shelf).sort((a, b) => (comesBefore(a, b) ? -1 : 1));

const pick = ({ id, group, position, enabled }: Placement): Placement => ({ id, group, position, enabled });

/**
 * What has to be said to the server when one method goes to a place on a shelf; the others there make room.
 * A method that is switched off stays in its group; nobody sees an order there, so nothing else changes.
 * @param index place among the others of that shelf, from 0; null: the place it had before it was switched off
 */
export const changedPlacements = (
  methods: readonly Placement[],
  id: string,
  shelf: Shelf,
  index: number | null,
): readonly Placement[] => {
  const moved = methods.find((method) => method.id === id);
  if (!moved) return [];
  if (shelf === 'disabled') return moved.enabled ? [{ ...pick(moved), enabled: false }] : [];
  const others = onShelf(methods, shelf).filter((method) => method.id !== id);
  const place = index ?? others.filter((other) => comesBefore(other, moved)).length;
  const order = [...others.slice(0, place), { ...moved, group: shelf, enabled: true }, ...others.slice(place)];
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
