import { Button, PasswordInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { KeyFileError } from '@postern/key-files';
import type { KeyFileReason } from '@postern/key-files';
import { useState } from 'react';
import styles from './certificates.module.css';
import { certificatesInPkcs12 } from './read-pkcs12';

export interface LockedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Pkcs12PasswordProps {
  readonly file: LockedFile;
  /** PEM of each certificate in the file that has its private key there. */
  readonly onOpen: (pems: readonly string[]) => void;
  readonly onGiveUp: () => void;
}

/**
 * Opens a .p12 or .pfx file in the browser and takes only its certificate. Not a `<form>`, because it is used inside
 * one.
 */
export const Pkcs12Password = ({ file, onOpen, onGiveUp }: Pkcs12PasswordProps) => {
  const { t } = useTranslation('administration');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<KeyFileReason | 'no_certificate' | null>(null);
  const [pending, setPending] = useState(false);

  const open = async (): Promise<void> => {
    setPending(true);
    try {
      const pems = await certificatesInPkcs12(file.bytes, password);
      if (pems.length === 0) setProblem('no_certificate');
      else onOpen(pems);
    } catch (error) {
      setProblem(error instanceof KeyFileError ? error.reason : 'unreadable');
    } finally {
      setPending(false);
    }
  };

  return (
    <div className={styles.locked}>
      <PasswordInput
        label={t('pkcs12.title', { file: file.name })}
        description={t('pkcs12.hint')}
        autoComplete="off"
        autoFocus
        value={password}
        error={problem && t(`pkcs12.${problem}`)}
        visibilityToggleButtonProps={{ 'aria-label': t('panel:profile.password.show') }}
        onChange={({ currentTarget }) => {
          setPassword(currentTarget.value);
          setProblem(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          void open();
        }}
      />
      <div className={styles.buttons}>
        <Button variant="default" size="xs" onClick={onGiveUp}>
          {t('panel:dialog.cancel')}
        </Button>
        <Button size="xs" loading={pending} onClick={() => void open()}>
          {t('pkcs12.open')}
        </Button>
      </div>
    </div>
  );
};
