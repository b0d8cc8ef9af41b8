import { accentColors } from '@postern/ui';
import styles from './application-logo.module.css';

export interface ApplicationLogoProps {
  readonly name: string;
  /** `#rrggbb` */
  readonly color: string | null;
}

/** An application's first letter on its colour; logos of other origins are not fetched (`img-src 'self'`). */
export const ApplicationLogo = ({ name, color }: ApplicationLogoProps) => {
  const colors = color === null ? null : accentColors(color);
  return (
    <span
      className={styles.logo}
      aria-hidden="true"
      style={colors ? { background: colors.fill, color: colors.onFill } : undefined}
    >
      {([...name][0] ?? '').toLocaleUpperCase()}
    </span>
  );
};
