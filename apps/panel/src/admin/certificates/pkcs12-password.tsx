import { Button, PasswordInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import styles from './certificates.module.css';
import { certificateInPkcs12 } from './read-pkcs12';

export interface LockedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Pkcs12PasswordProps {
  readonly file: LockedFile;
  /** PEM of the certificate in it. */
  readonly onOpen: (pem: string) => void;
  readonly onGiveUp: () => void;
}

/** Opens a .p12 or .pfx file on this page, and takes nothing but its certificate out of it. Never a form: it stands in one. */
export const Pkcs12Password = ({ file, onOpen, onGiveUp }: Pkcs12PasswordProps) => {
  const { t } = useTranslation('administration');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<'wrong_password' | 'no_certificate' | null>(null);
  const [pending, setPending] = useState(false);

  const open = async (): Promise<void> => {
    setPending(true);
    try {
      const pem = await certificateInPkcs12(file.bytes, password);
      if (pem === null) setProblem('no_certificate');
      else onOpen(pem);
    } catch {
      setProblem('wrong_password');
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
