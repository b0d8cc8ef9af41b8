import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names';
import { Spinner } from './spinner';

interface Look {
  /** One `primary` per step; `quiet` for rarely used actions. */
  readonly look?: 'primary' | 'secondary' | 'quiet';
  readonly size?: 'normal' | 'small';
  /** Shown before the label, 20 px. */
  readonly icon?: ReactNode;
  /** Work is in progress: a spinner replaces the icon, further clicks do nothing, the focus stays. */
  readonly busy?: boolean;
  /** As wide as its container. */
  readonly wide?: boolean;
}

const classOf = ({ look = 'secondary', size = 'normal', wide, busy }: Look): string =>
  classNames(styles.button, styles[look], size === 'small' && styles.small, wide && styles.wide, busy && styles.busy);

const Content = ({ icon, busy, children }: Pick<Look, 'icon' | 'busy'> & { readonly children: ReactNode }) => (
  <>
    {busy ? <Spinner /> : icon}
    <span>{children}</span>
  </>
);

export type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement>;

export const Button = ({ look, size, icon, busy, wide, children, className, onClick, ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={classNames(classOf({ look, size, wide, busy }), className)}
    aria-disabled={busy || rest['aria-disabled']}
    onClick={(event) => {
      // A disabled button would lose the focus; a busy one only ignores clicks.
      if (busy) event.preventDefault();
      else onClick?.(event);
    }}
  >
    <Content icon={icon} busy={busy}>
      {children}
    </Content>
  </button>
);

export type ButtonLinkProps = Look & AnchorHTMLAttributes<HTMLAnchorElement>;

/** A link that looks like a button. */
export const ButtonLink = ({ look, size, icon, busy, wide, children, className, ...rest }: ButtonLinkProps) => (
  <a {...rest} className={classNames(classOf({ look, size, wide, busy }), className)}>
    <Content icon={icon} busy={busy}>
      {children}
    </Content>
  </a>
);
