import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import styles from './heading.module.css';

/** Whether another screen was shown before; if so, the new heading takes the focus. */
export const SecondScreenContext = createContext(false);

interface HeadingProps {
  readonly children: string;
  /** A sentence below. */
  readonly lead?: ReactNode;
  /** Off if a field of the screen takes the focus. */
  readonly focus?: boolean;
  /** Title of the browser tab. */
  readonly pageTitle?: string;
}

/** The page's only h1. Also sets the title of the browser tab. */
export const Heading = ({ children, lead, focus = true, pageTitle }: HeadingProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const second = useContext(SecondScreenContext);

  useEffect(() => {
    document.title = pageTitle ?? children;
  }, [pageTitle, children]);

  useEffect(() => {
    if (focus && second) heading.current?.focus();
    // Only when the screen appears: a change of language must not move the focus.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, []);

  return (
    <header className={styles.heading}>
      <h1 className={styles.title} ref={heading} tabIndex={-1}>
        {children}
      </h1>
      {lead && <p className={styles.lead}>{lead}</p>}
    </header>
  );
};
