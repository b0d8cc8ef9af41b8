import { useState } from 'react';
import type { PointerEvent as ReactPointerEvent } from 'react';
import { shelves } from './placement';
import type { Shelf } from './placement';

/** Drop target: before this row, or at the end of the shelf. */
export interface DropPlace {
  readonly shelf: Shelf;
  readonly index: number;
}

export interface Dragging {
  readonly id: string;
  readonly place: DropPlace | null;
}

/** Finds the drop target under the pointer from the data attributes of shelf and rows, without the dragged row. */
const placeAt = (x: number, y: number, dragged: string): DropPlace | null => {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-shelf]');
  const shelf = shelves.find((one) => one === element?.dataset['shelf']);
  if (!element || !shelf) return null;
  const rows = [...element.querySelectorAll<HTMLElement>('[data-method]')].filter(
    (row) => row.dataset['method'] !== dragged,
  );
  const above = rows.filter((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y > top + height / 2;
  });
  return { shelf, index: above.length };
};

/** Dragging with mouse, pen and touch. For the keyboard, use the grip's arrow keys or the row's menu. */
export const useRowDragging = (onDrop: (id: string, place: DropPlace) => void) => {
  const [dragging, setDragging] = useState<Dragging | null>(null);

  const grip = (id: string) => ({
    onPointerDown: (event: ReactPointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragging({ id, place: null });
    },
    onPointerMove: ({ clientX, clientY }: ReactPointerEvent<HTMLElement>): void => {
      setDragging((current) => current && { id: current.id, place: placeAt(clientX, clientY, current.id) });
    },
    onPointerUp: (): void => {
      if (dragging?.place) onDrop(dragging.id, dragging.place);
      setDragging(null);
    },
    onPointerCancel: (): void => setDragging(null),
  });
  return { dragging, grip };
};
