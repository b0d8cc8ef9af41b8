import type { ReactNode, Ref } from 'react';
import { Icon, type IconName } from '../icons/icon';
import styles from './alert.module.css';
import { classNames } from './class-names';

export type AlertTone = 'danger' | 'warning' | 'success' | 'info';

const icons: Readonly<Record<AlertTone, IconName>> = {
  danger: 'warning',
  warning: 'warning',
  success: 'check',
  info: 'info',
};

export interface AlertProps {
  readonly tone?: AlertTone;
  readonly title: string;
  /** What happened and what to do next. */
  readonly children?: ReactNode;
  /** The next step, as buttons. */
  readonly actions?: ReactNode;
  readonly ref?: Ref<HTMLDivElement>;
}

/** A message next to its cause; announced to screen readers when it appears. */
export const Alert = ({ tone = 'danger', title, children, actions, ref }: AlertProps) => (
  <div
    ref={ref}
    className={classNames(styles.alert, styles[tone])}
    role={tone === 'danger' ? 'alert' : 'status'}
    tabIndex={-1}
  >
    <Icon name={icons[tone]} />
    <div className={styles.words}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  </div>
);
