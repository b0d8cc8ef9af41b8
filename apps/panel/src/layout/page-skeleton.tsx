import { Skeleton } from '@mantine/core';
import styles from './page.module.css';

/** Placeholder for a page that is loading. */
export const PageSkeleton = () => (
  <div className={styles.page} aria-hidden="true">
    <Skeleton height={28} width={200} mb={32} />
    <Skeleton height={14} width="80%" mb={12} />
    <Skeleton height={14} width="60%" mb={12} />
    <Skeleton height={14} width="70%" />
  </div>
);
