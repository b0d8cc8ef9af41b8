import { useState } from 'react';
import { Icon } from './icon';
import styles from './icon.module.css';

interface MethodIconProps {
  /** The provider's own icon: a single-colour SVG, as a data URL. */
  readonly icon: string | null;
  readonly logoUrl: string | null;
}

/**
 * The icon of a sign-in method: the administrator's logo, else the provider's icon in the text colour, else a generic
 * one.
 */
export const MethodIcon = ({ icon, logoUrl }: MethodIconProps) => {
  const [broken, setBroken] = useState<string | null>(null);
  if (logoUrl !== null && logoUrl !== broken) {
    return <img className={styles.logo} src={logoUrl} alt="" onError={() => setBroken(logoUrl)} />;
  }
  if (icon === null) return <Icon name="generic" />;
  return <span className={styles.drawn} style={{ maskImage: `url("${icon}")` }} aria-hidden="true" />;
};
