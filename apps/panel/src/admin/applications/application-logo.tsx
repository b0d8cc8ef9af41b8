import type { ClientRecord } from '@postern/contracts';
import { accentColors } from '@postern/ui';
import styles from './applications.module.css';

/** An application's first letter on its colour; logos of other origins are not fetched (`img-src 'self'`). */
export const ApplicationLogo = ({ client }: { readonly client: Pick<ClientRecord, 'name' | 'accent_color'> }) => {
  const colors = client.accent_color === null ? null : accentColors(client.accent_color);
  return (
    <span
      className={styles.logo}
      aria-hidden="true"
      style={colors ? { background: colors.fill, color: colors.onFill } : undefined}
    >
      {([...client.name][0] ?? '').toLocaleUpperCase()}
    </span>
  );
};
