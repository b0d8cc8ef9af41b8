import { useState } from 'react';
import type { PointerEvent as ReactPointerEvent, RefObject } from 'react';

interface Dragged {
  readonly from: number;
  /** Where it would be after the others. */
  readonly to: number;
}

/** The place among the other rows of a list under this height: as many as have their middle above it. */
const placeAt = (y: number, rows: readonly Element[], from: number): number =>
  rows.filter((row, index) => {
    if (index === from) return false;
    const { top, height } = row.getBoundingClientRect();
    return y > top + height / 2;
  }).length;

/**
 * Moves the children of one element with mouse, pen and touch; the grip of a row captures the pointer.
 *
 * @param list its children are the rows
 * @param onDrop is given the former and the new index
 */
export const useListDragging = (list: RefObject<HTMLElement | null>, onDrop: (from: number, to: number) => void) => {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const rows = (): readonly Element[] => [...(list.current?.children ?? [])];

  const grip = (index: number) => ({
    onPointerDown: (event: ReactPointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged({ from: index, to: index });
    },
    onPointerMove: ({ clientY }: ReactPointerEvent<HTMLElement>): void => {
      if (dragged === null) return;
      const to = placeAt(clientY, rows(), dragged.from);
      if (to === dragged.to) return;
      setDragged({ from: dragged.from, to });
      rows()[to]?.scrollIntoView({ block: 'nearest' });
    },
    onPointerUp: (): void => {
      if (dragged !== null && dragged.to !== dragged.from) onDrop(dragged.from, dragged.to);
      setDragged(null);
    },
    onPointerCancel: (): void => setDragged(null),
  });

  /** Where the line is drawn beside a row: before it or after it. */
  const mark = (index: number): 'before' | 'after' | undefined => {
    if (dragged === null || dragged.to === dragged.from || index !== dragged.to) return undefined;
    return dragged.to < dragged.from ? 'before' : 'after';
  };
  return { grip, mark, isDragged: (index: number): boolean => dragged?.from === index };
};
