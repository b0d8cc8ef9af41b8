import type { RenewalGuide } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import styles from './renewal-help.module.css';

export interface RenewalHelpProps {
  /** Null: the CA has no guide; general advice is shown. */
  readonly guide: RenewalGuide | null;
}

/**
 * How to get a new certificate, in the CA's own words: plain text, and a link that opens in a new tab. Needs the
 * namespace `expiry`.
 */
export const RenewalHelp = ({ guide }: RenewalHelpProps) => {
  const { t, i18n } = useTranslation('expiry');
  const { address = null, texts = {} } = guide ?? {};
  const own = ([i18n.language, 'en', ...Object.keys(texts)] as const).find((each) => texts[each as 'en'] !== undefined);
  const text = own === undefined ? undefined : texts[own as 'en'];
  return (
    <div className={styles.help}>
      {text !== undefined && (
        <p className={styles.text} lang={own} dir="auto">
          {text}
        </p>
      )}
      {text === undefined && address === null && <p>{t('ask')}</p>}
      {address !== null && (
        <a href={address} target="_blank" rel="noopener noreferrer">
          {t('page', { host: new URL(address).host })}
        </a>
      )}
    </div>
  );
};
