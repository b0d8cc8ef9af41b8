import type { KnownAccount } from '@postern/contracts';
import { useState } from 'react';
import styles from './account-label.module.css';

/** Picture (or initials), name and username. */
export const AccountLabel = ({
  account,
}: {
  readonly account: Pick<KnownAccount, 'name' | 'username' | 'pictureUrl'>;
}) => {
  const [broken, setBroken] = useState(false);
  const { name, username, pictureUrl } = account;
  return (
    <span className={styles.account}>
      {pictureUrl !== null && !broken ? (
        <img className={styles.picture} src={pictureUrl} alt="" onError={() => setBroken(true)} />
      ) : (
        <span className={styles.picture} aria-hidden="true">
          {initials(name)}
        </span>
      )}
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        {username !== name && <span className={styles.username}>{username}</span>}
      </span>
    </span>
  );
};

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
};
