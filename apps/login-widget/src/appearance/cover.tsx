import { useAppearance } from './appearance-context';
import styles from './cover.module.css';
import { Picture } from './picture';

/** On phones the card fills the screen, and the picture is not even loaded. Breakpoint of shell/page.module.css. */
const besideTheCard = '(min-width: 481px)';

export const Cover = () => {
  const { cover } = useAppearance();
  if (cover === null) return null;
  const { focus, ...picture } = cover;
  return <Picture {...picture} className={styles.cover} media={besideTheCard} position={`${focus.x}% ${focus.y}%`} />;
};
