import { useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { NavLink } from 'react-router';
import styles from './tabs.module.css';

interface Tab {
  /** URL of its content; the first tab's is the URL of the page. */
  readonly to: string;
  readonly label: string;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** URL of the current tab. */
  readonly current: string;
  readonly children: ReactNode;
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Tabs of a page, each with its own URL. Arrow keys move between them, Enter or Space opens one (ARIA APG). */
export const Tabs = ({ label, tabs, current, children }: TabsProps) => {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = Math.max(
    0,
    tabs.findIndex(({ to }) => to === current),
  );

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('[role=tab]') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const step = steps[event.key];
    if (at < 0 || (!step && event.key !== ' ')) return;
    event.preventDefault();
    if (step) links[step(at, links.length)]?.focus();
    else links[at]?.click();
  };

  return (
    <>
      <div ref={list} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={onKeyDown}>
        {tabs.map(({ to, label: name }, index) => (
          <NavLink
            key={to}
            to={to}
            end
            role="tab"
            id={`${id}-${index}`}
            aria-selected={index === shown}
            aria-controls={`${id}-panel`}
            tabIndex={index === shown ? 0 : -1}
            className={styles.tab}
          >
            {name}
          </NavLink>
        ))}
      </div>
      <div role="tabpanel" className={styles.panel} id={`${id}-panel`} aria-labelledby={`${id}-${shown}`}>
        {children}
      </div>
    </>
  );
};
