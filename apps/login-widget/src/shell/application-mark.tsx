import type { PictureVariants } from '@postern/contracts';
import { useState } from 'react';
import { Picture } from '../appearance/picture';
import styles from './application-mark.module.css';

interface ApplicationMarkProps {
  readonly name: string;
  readonly logo: PictureVariants | null;
}

/** The application's logo; its first letter if it has none or the logo fails to load. */
export const ApplicationMark = ({ name, logo }: ApplicationMarkProps) => {
  const [broken, setBroken] = useState<string | null>(null);
  if (logo !== null && logo.light !== broken) {
    return <Picture {...logo} className={styles.mark} side={40} onError={() => setBroken(logo.light)} />;
  }
  return (
    <span className={styles.letter} aria-hidden="true">
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  );
};
