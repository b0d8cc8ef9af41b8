import type { ReactNode } from 'react';
import { useAppearance } from '../appearance/appearance-context';
import { Cover } from '../appearance/cover';
import { OwnText } from '../appearance/rich-text';
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
export const Page = ({ top, children, links, busy }: PageProps) => {
  const { belowText, cover, showFooter } = useAppearance();
  return (
    <div className={styles.page} data-cover={cover !== null || undefined}>
      <Cover />
      <main className={styles.card} aria-busy={busy}>
        <div className={styles.top}>{top}</div>
        {children}
      </main>
      {(belowText !== null || showFooter) && (
        <div className={styles.below}>
          {belowText !== null && (
            <aside className={styles.text}>
              <OwnText texts={belowText} />
            </aside>
          )}
          {showFooter && <Footer>{links}</Footer>}
        </div>
      )}
    </div>
  );
};
