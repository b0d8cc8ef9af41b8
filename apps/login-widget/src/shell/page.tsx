import type { ReactNode } from 'react';
import { Footer } from './footer';
import styles from './page.module.css';

interface PageProps {
  /** Logo, name and the link back to the application. */
  readonly top: ReactNode;
  readonly children: ReactNode;
  readonly links?: ReactNode;
  readonly busy?: boolean;
}

/** One card; its top edge stays in place while its content changes. */
export const Page = ({ top, children, links, busy }: PageProps) => (
  <div className={styles.page}>
    <main className={styles.card} aria-busy={busy}>
      <div className={styles.top}>{top}</div>
      {children}
    </main>
    <Footer>{links}</Footer>
  </div>
);
