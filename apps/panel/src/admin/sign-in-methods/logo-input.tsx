import { Button, Input } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { MethodIcon } from '@postern/ui';
import { useId, useState } from 'react';
import styles from './method-form.module.css';
import { LogoPreview } from './logo-preview';
import { asDataUrl } from './read-logo';

const types = ['image/png', 'image/jpeg', 'image/webp', 'image/bmp'];
/** Bytes. */
const largest = 1024 * 1024;

export interface LogoInputProps {
  /** The provider's default icon. */
  readonly icon: string | null;
  /** The current logo. */
  readonly logoUrl: string | null;
  /** A data URL for a new one, null for the built-in icon, undefined to leave it as it is. */
  readonly value?: string | null;
  readonly onChange: (value: string | null | undefined) => void;
}

/** A custom logo, with a preview; png, jpeg, webp or bmp of at most 1 MB. */
export const LogoInput = ({ icon, logoUrl, value, onChange }: LogoInputProps) => {
  const { t } = useTranslation('panel');
  const picker = useId();
  const [refused, setRefused] = useState<'type' | 'size' | null>(null);

  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const problem = !types.includes(file.type) ? 'type' : file.size > largest ? 'size' : null;
    setRefused(problem);
    if (problem === null) onChange(await asDataUrl(file));
  };
  const hasLogo = value === undefined ? logoUrl !== null : value !== null;

  return (
    <Input.Wrapper
      label={t('methods.field.logo')}
      labelElement="div"
      description={t('methods.field.logo_hint')}
      error={refused && t(`methods.logo_refused.${refused}`)}
    >
      <div className={styles.logo}>
        <span className={styles.preview}>
          {value ? (
            <LogoPreview dataUrl={value} />
          ) : (
            <MethodIcon icon={icon} logoUrl={value === null ? null : logoUrl} />
          )}
        </span>
        <div className={styles.buttons}>
          <Button component="label" htmlFor={picker} variant="default" size="xs">
            {t('methods.field.logo_choose')}
          </Button>
          <input
            id={picker}
            className="visually-hidden"
            type="file"
            accept={types.join(',')}
            onChange={({ currentTarget }) =>
              void choose(currentTarget.files?.[0]).then(() => (currentTarget.value = ''))
            }
          />
          {hasLogo && (
            <Button variant="default" size="xs" onClick={() => onChange(logoUrl === null ? undefined : null)}>
              {t('methods.field.logo_remove')}
            </Button>
          )}
        </div>
      </div>
    </Input.Wrapper>
  );
};
