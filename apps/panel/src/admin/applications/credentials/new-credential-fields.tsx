import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { sanTypes } from '@postern/contracts';
import type { CertificateAuthenticationMethod, ClientRecord, ErrorCode } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { RadioChoices } from '../../../components/radio-choices';
import type { FieldOf } from '../../../components/use-form-problem';
import { CertificatesInput } from '../../certificates/certificates-input';
import styles from './credentials.module.css';
import { HowToMakeOne } from './how-to-make-one';
import { assertionAlgorithms, neededField, sourcesOf } from './new-credential';
import type { NewCredential } from './new-credential';

/** Maps each error code to its field, in a form that holds a new credential as `added`. */
export const credentialFields = (
  method: CertificateAuthenticationMethod,
  added: NewCredential,
): Partial<Readonly<Record<ErrorCode, FieldOf>>> => {
  const field = `added.${neededField(method, added)}`;
  const codes = [
    'credential.duplicate',
    'credential.private_key_given',
    'credential.not_a_certificate',
    'credential.several_certificates',
    'credential.expired',
    'credential.weak_key',
    'credential.invalid_dn',
    'credential.invalid_san',
    'credential.invalid_key',
  ] as const;
  return Object.fromEntries(codes.map((code) => [code, field]));
};

export interface NewCredentialFieldsProps {
  readonly client: ClientRecord;
  readonly method: CertificateAuthenticationMethod;
  readonly values: NewCredential;
  readonly inputProps: (field: keyof NewCredential) => GetInputPropsReturnType;
  readonly required?: boolean;
}

/** Fields for a certificate, or for the value to match in one, depending on the method. */
export const NewCredentialFields = (props: NewCredentialFieldsProps) => {
  const { client, method, values, inputProps, required = false } = props;
  const { t } = useTranslation('administration');
  const sources = sourcesOf(method);
  const needed = neededField(method, values);
  const signs = method === 'private_key_jwt';

  return (
    <>
      {sources.length > 1 && (
        <RadioChoices
          label={t('credentials.field.source')}
          choices={sources.map((source) => ({
            value: source,
            label: t(`credentials.source.${source}.name`),
            description:
              source === 'certificate' && !signs
                ? t('credentials.certificate_subject')
                : t(`credentials.source.${source}.text`),
          }))}
          {...inputProps('source')}
        />
      )}
      {needed === 'certificates' && (
        <CertificatesInput
          single
          pkcs12
          required={required}
          label={t('credentials.field.certificate')}
          {...inputProps('certificates')}
        />
      )}
      {needed === 'subject_dn' && (
        <Textarea
          rows={3}
          required={required}
          className={styles.code}
          label={t('credentials.field.subject_dn')}
          description={t('credentials.field.subject_dn_hint')}
          placeholder={'C=DE\nO=Example\nCN=payroll'}
          {...inputProps('subject_dn')}
        />
      )}
      {needed === 'san_value' && (
        <div className={styles.san}>
          <NativeSelect
            label={t('credentials.field.san_type')}
            data={sanTypes.map((type) => ({ value: type, label: t(`credentials.san.${type}`) }))}
            {...inputProps('san_type')}
          />
          <TextInput required={required} label={t('credentials.field.san_value')} {...inputProps('san_value')} />
        </div>
      )}
      {needed === 'public_key' && (
        <Textarea
          rows={5}
          required={required}
          className={styles.code}
          label={t('credentials.field.public_key')}
          placeholder="-----BEGIN PUBLIC KEY-----"
          {...inputProps('public_key')}
        />
      )}
      {signs && (
        <NativeSelect
          label={t('credentials.field.alg')}
          description={t('credentials.field.alg_hint')}
          data={[
            { value: '', label: t('credentials.any_alg') },
            ...assertionAlgorithms.map((alg) => ({ value: alg, label: alg })),
          ]}
          {...inputProps('alg')}
        />
      )}
      <TextInput
        label={t('credentials.field.name')}
        description={t('credentials.field.name_hint')}
        maxLength={100}
        {...inputProps('name')}
      />
      <HowToMakeOne client={client} method={method} algorithm={values.alg} />
    </>
  );
};
