import type { GatewayThumbprints } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CopyButton } from '@postern/ui';
import styles from './shared.module.css';

export interface ThumbprintsProps {
  /** The certificate's name, for screen readers. */
  readonly name: string;
  readonly thumbprints: GatewayThumbprints;
  /** Shows both ends only; copying still copies the whole value. */
  readonly short?: boolean;
}

const ends = (hex: string): string => `${hex.slice(0, 8)}…${hex.slice(-8)}`;

/** Both thumbprints of a certificate, to compare and to copy. */
export const Thumbprints = ({ name, thumbprints: { sha1, sha256 }, short = false }: ThumbprintsProps) => {
  const { t } = useTranslation('gateway');
  return (
    <dl className={styles.thumbprints} data-short={short || undefined}>
      {(
        [
          ['SHA-1', sha1],
          ['SHA-256', sha256],
        ] as const
      ).map(([algorithm, hex]) => (
        <div key={algorithm} className={styles.thumbprint}>
          <dt>{algorithm}</dt>
          <dd>
            <code title={hex}>{short ? ends(hex) : hex}</code>
            <CopyButton text={hex} label={t('thumbprint.copy', { algorithm, name })} />
          </dd>
        </div>
      ))}
    </dl>
  );
};
