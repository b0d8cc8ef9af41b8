import { useState } from 'react';
import styles from './application-mark.module.css';

interface ApplicationMarkProps {
  readonly name: string;
  readonly logoUrl: string | null;
}

/** The application's logo; its first letter if it has none or the logo fails to load. */
export const ApplicationMark = ({ name, logoUrl }: ApplicationMarkProps) => {
  const [broken, setBroken] = useState<string | null>(null);
  if (logoUrl !== null && logoUrl !== broken) {
    return (
      <img className={styles.mark} src={logoUrl} alt="" width={40} height={40} onError={() => setBroken(logoUrl)} />
    );
  }
  return (
    <span className={styles.letter} aria-hidden="true">
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  );
};
