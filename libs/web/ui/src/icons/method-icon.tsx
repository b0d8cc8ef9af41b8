import { useState } from 'react';
import { Icon } from './icon';
import styles from './icon.module.css';
import { iconPaths, type IconName } from './icon-paths';

/** The logo of a sign-in method: the administrator's own, else the built-in icon by its key, else the generic one. */
export const MethodIcon = ({ icon, logoUrl }: { readonly icon: string; readonly logoUrl: string | null }) => {
  const [broken, setBroken] = useState<string | null>(null);
  if (logoUrl !== null && logoUrl !== broken) {
    return <img className={styles.logo} src={logoUrl} alt="" onError={() => setBroken(logoUrl)} />;
  }
  return <Icon name={icon in iconPaths ? (icon as IconName) : 'generic'} />;
};
