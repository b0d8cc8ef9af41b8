import type { SignInMethodRecord } from '@postern/contracts';

/** Where a method is listed: full-width, compact, or disabled. */
export const shelves = ['main', 'other', 'disabled'] as const;
export type Shelf = (typeof shelves)[number];

export type Placement = Pick<SignInMethodRecord, 'id' | 'group' | 'position' | 'enabled'>;

const shelfOf = ({ enabled, group }: Pick<Placement, 'enabled' | 'group'>): Shelf => (enabled ? group : 'disabled');

const comesBefore = (a: Placement, b: Placement): boolean =>
  a.position < b.position || (a.position === b.position && a.id < b.id);

/** The methods of a shelf, in order. */
export const onShelf = <T extends Placement>(methods: readonly T[], shelf: Shelf): T[] =>
  methods.filter((method) => shelfOf(method) === shelf).sort((a, b) => (comesBefore(a, b) ? -1 : 1));

const pick = ({ id, group, position, enabled }: Placement): Placement => ({ id, group, position, enabled });

/**
 * The changes to send when one method moves to a place on a shelf; the others there shift.
 * A disabled method keeps its group; the disabled shelf has no stored order, so nothing else changes.
 * @param index position among the others of that shelf, from 0; null: its position before it was disabled
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
