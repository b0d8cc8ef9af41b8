import { classNames } from './class-names';
import styles from './skeleton.module.css';

/** A placeholder for loading content: a line of text, a control, or a square image. */
export const Skeleton = ({
  shape = 'line',
  short,
}: {
  readonly shape?: 'line' | 'title' | 'control' | 'picture';
  readonly short?: boolean;
}) => <span aria-hidden="true" className={classNames(styles.skeleton, styles[shape], short && styles.short)} />;
