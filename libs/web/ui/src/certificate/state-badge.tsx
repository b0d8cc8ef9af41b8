import { useTranslation } from '@postern/i18n';
import type { CertificateState } from '@postern/contracts';
import { classNames } from '../components/class-names';
import styles from './state-badge.module.css';

const tones: Readonly<Record<CertificateState, string | undefined>> = {
  valid: styles.good,
  linked: styles.good,
  not_linked: styles.neutral,
  expired: styles.bad,
  not_yet_valid: styles.soon,
  revoked: styles.bad,
  refused: styles.bad,
};

/** A certificate's state in a word, for cards and tables. */
export const StateBadge = ({ state }: { readonly state: CertificateState }) => {
  const { t } = useTranslation('certificate');
  return <span className={classNames(styles.badge, tones[state])}>{t(`state.${state}`)}</span>;
};
