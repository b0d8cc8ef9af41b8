import { Button, Input } from '@mantine/core';
import { largestCover, largestLogo } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useId, useState } from 'react';
import { asDataUrl } from '../sign-in-methods/read-logo';
import styles from './appearance.module.css';

const types = ['image/png', 'image/jpeg', 'image/webp', 'image/bmp', 'image/svg+xml'];

export interface PictureInputProps {
  readonly label: string;
  readonly kind: 'logo' | 'cover';
  /** An address or a data URL; null: none. */
  readonly value: string | null;
  /** Inherited from another owner: shown here, and removed there. */
  readonly inherited?: boolean;
  readonly error?: string | undefined;
  readonly onChange: (value: string | null) => void;
}

/** A picture file with its preview. The server draws it anew; what it cannot read is refused when the form is saved. */
export const PictureInput = ({ label, kind, value, inherited = false, error, onChange }: PictureInputProps) => {
  const { t } = useTranslation('appearance');
  const picker = useId();
  const [refused, setRefused] = useState<'type' | 'size' | null>(null);
  const largest = kind === 'logo' ? largestLogo : largestCover;

  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const problem = !types.includes(file.type) ? 'type' : file.size > largest ? 'size' : null;
    setRefused(problem);
    if (problem === null) onChange(await asDataUrl(file));
  };

  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      error={refused ? t(`refused.${refused}`, { megabytes: largest / 1024 / 1024 }) : error}
    >
      <div className={styles.picture}>
        <span className={styles.thumbnail} data-kind={kind}>
          {value !== null && <img src={value} alt="" />}
        </span>
        <Button component="label" htmlFor={picker} variant="default" size="xs">
          {t('choose')}
          <span className="visually-hidden">{label}</span>
        </Button>
        <input
          id={picker}
          className="visually-hidden"
          type="file"
          accept={types.join(',')}
          onChange={({ currentTarget }) => void choose(currentTarget.files?.[0]).then(() => (currentTarget.value = ''))}
        />
        {value !== null && !inherited && (
          <Button variant="default" size="xs" onClick={() => onChange(null)}>
            {t('remove')}
            <span className="visually-hidden">{label}</span>
          </Button>
        )}
      </div>
    </Input.Wrapper>
  );
};
