import { Input, PasswordInput, SegmentedControl } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { DropZone, type DropZoneProps } from '../../certificates/drop-zone';
import { isEncrypted, valuesOfFile } from './certificate-values';
import type { CertificateValues } from './certificate-values';
import styles from './certificates.module.css';
import { PemInput } from './pem-input';

export interface KeyFileFieldsProps {
  readonly form: UseFormReturnType<CertificateValues>;
  /** Also called with the name of the chosen file. */
  readonly onFileName?: (name: string) => void;
}

/**
 * A certificate with its private key, in one of two formats. A dropped file is sorted by its content, wherever it is
 * dropped.
 */
export const KeyFileFields = ({ form, onFileName }: KeyFileFieldsProps) => {
  const { t } = useTranslation('gateway');
  const { kind, pfx } = form.values;
  const take: DropZoneProps['onFiles'] = async ([file]) => {
    form.setValues(valuesOfFile({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
    form.clearErrors();
    onFileName?.(file.name);
  };
  const password = (label: string, hint?: string) => (
    <PasswordInput
      label={label}
      description={hint}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': t('common:action.show_password') }}
      // The component kit does this for every other input.
      aria-invalid={form.errors['password'] !== undefined}
      {...form.getInputProps('password')}
    />
  );

  return (
    <>
      <Input.Wrapper label={t('certificates.field.kind')} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={t('certificates.field.kind')}
          data={[
            { value: 'pfx', label: t('certificates.field.pfx') },
            { value: 'pem', label: t('certificates.field.pem') },
          ]}
          {...form.getInputProps('kind')}
        />
      </Input.Wrapper>
      {kind === 'pfx' ? (
        <>
          <Input.Wrapper
            label={t('certificates.field.file')}
            description={t('certificates.field.private')}
            error={form.errors['pfx']}
            withAsterisk
            labelElement="div"
          >
            <DropZone
              label={`${t('certificates.field.file')}: ${t('certificates.field.choose')}`}
              choose={t(pfx ? 'certificates.field.other' : 'certificates.field.choose')}
              hint={pfx ? '' : t('certificates.field.drop')}
              accept=".pfx,.p12,.pem"
              onFiles={take}
            >
              {pfx && (
                <p className={styles.file} role="status">
                  <span>{pfx.name}</span>
                  <span>{t('certificates.field.size', { kilobytes: Math.ceil(pfx.bytes.length / 1024) })}</span>
                </p>
              )}
            </DropZone>
          </Input.Wrapper>
          {password(t('certificates.field.password'), t('certificates.field.password_hint'))}
        </>
      ) : (
        <>
          <PemInput
            label={t('certificates.field.certificate')}
            description={t('certificates.field.certificate_hint')}
            placeholder="-----BEGIN CERTIFICATE-----"
            onFiles={take}
            {...form.getInputProps('pem')}
          />
          <PemInput
            label={t('certificates.field.key')}
            description={`${t('certificates.field.key_hint')} ${t('certificates.field.private')}`}
            placeholder="-----BEGIN PRIVATE KEY-----"
            onFiles={take}
            {...form.getInputProps('key')}
          />
          {isEncrypted(form.values) && password(t('certificates.field.key_password'))}
        </>
      )}
    </>
  );
};
