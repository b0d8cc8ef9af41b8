import { Button, NumberInput, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { revocationSourceKinds } from '@postern/contracts';
import type { RevocationAuthority, RevocationSettings } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../components/form-drawer';
import { RadioChoices } from '../../components/radio-choices';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { CertificatesInput } from '../certificates/certificates-input';
import { useChangeRevocation } from './revocation.api';
import styles from './revocation.module.css';

export interface ChangeSourceProps {
  readonly authority: RevocationAuthority;
  readonly onClose: () => void;
}

interface Values extends Omit<RevocationSettings, 'address' | 'deltaAddress' | 'responder'> {
  readonly address: string;
  readonly deltaAddress: string;
  readonly responder: string[];
}

interface ProposalsProps {
  readonly addresses: readonly string[];
  readonly onUse: (address: string) => void;
}

const Proposals = ({ addresses, onUse }: ProposalsProps) => {
  const { t } = useTranslation('administration');
  if (addresses.length === 0) return null;
  return (
    <div>
      <span>{t('revocation.proposals')}</span>
      <div className={styles.proposals}>
        {addresses.map((address) => (
          <Button key={address} variant="default" size="compact-xs" onClick={() => onUse(address)}>
            {address}
          </Button>
        ))}
      </div>
    </div>
  );
};

/** Chooses a CA's revocation source. A URL found in its certificates is suggested; a person decides. */
export const ChangeSource = ({ authority, onClose }: ChangeSourceProps) => {
  const { t } = useTranslation('administration');
  const { settings, proposals, certificate } = authority;
  const form = useForm<Values>({
    initialValues: {
      ...settings,
      address: settings.address ?? '',
      deltaAddress: settings.deltaAddress ?? '',
      responder: settings.responder === null ? [] : [settings.responder],
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useChangeRevocation(authority.id),
    inItsWords: true,
    toInput: ({ address, deltaAddress, responder, ...values }): Partial<RevocationSettings> => ({
      ...values,
      address: address.trim() || null,
      deltaAddress: deltaAddress.trim() || null,
      responder: responder[0] ?? null,
    }),
    onDone: () => toast(t('revocation.changed', { name: certificate.name })),
    onClose,
  });
  const { source } = form.values;
  // An uploaded CRL becomes the source with the upload itself.
  const kinds = revocationSourceKinds.filter((kind) => kind !== 'uploaded' || settings.source === 'uploaded');

  return (
    <FormDrawer
      opened
      title={t('revocation.change_title', { name: certificate.name })}
      submitLabel={t('panel:form.save')}
      {...drawer}
    >
      <RadioChoices
        label={t('revocation.field.source')}
        choices={kinds.map((value) => ({
          value,
          label: t(`revocation.source.${value}.name`),
          description: t(`revocation.source.${value}.text`),
        }))}
        {...form.getInputProps('source')}
      />
      {(source === 'address' || source === 'ocsp') && (
        <>
          <TextInput
            label={t('revocation.field.address')}
            description={t(`revocation.field.address_hint.${source}`)}
            required
            maxLength={2000}
            placeholder="http://"
            {...form.getInputProps('address')}
          />
          <Proposals
            addresses={source === 'address' ? proposals.lists : proposals.responders}
            onUse={(address) => form.setFieldValue('address', address)}
          />
          <Switch
            label={t('revocation.field.inside')}
            description={t('revocation.field.inside_hint')}
            {...form.getInputProps('insideNetwork', { type: 'checkbox' })}
          />
        </>
      )}
      {source === 'address' && (
        <>
          <TextInput
            label={t('revocation.field.delta')}
            description={t('revocation.field.delta_hint')}
            maxLength={2000}
            {...form.getInputProps('deltaAddress')}
          />
          <Proposals addresses={proposals.deltas} onUse={(address) => form.setFieldValue('deltaAddress', address)} />
        </>
      )}
      {source === 'ocsp' && (
        <>
          <CertificatesInput
            single
            label={t('revocation.field.responder')}
            description={t('revocation.field.responder_hint')}
            {...form.getInputProps('responder')}
          />
          <Switch
            label={t('revocation.field.silence')}
            description={t('revocation.field.silence_hint')}
            {...form.getInputProps('acceptsSilence', { type: 'checkbox' })}
          />
          <Switch
            label={t('revocation.field.nonce')}
            description={t('revocation.field.nonce_hint')}
            {...form.getInputProps('sendsNonce', { type: 'checkbox' })}
          />
        </>
      )}
      {source !== 'none' && (
        <>
          <NumberInput
            label={t('revocation.field.grace')}
            description={t('revocation.field.grace_hint')}
            min={0}
            max={168}
            allowDecimal={false}
            {...form.getInputProps('graceHours')}
          />
          <Switch
            label={t('revocation.field.recheck')}
            description={t('revocation.field.recheck_hint')}
            {...form.getInputProps('recheckSessions', { type: 'checkbox' })}
          />
        </>
      )}
    </FormDrawer>
  );
};
