import { useForm } from '@mantine/form';
import type { GatewayCertificate, GatewayCertificateInput } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import type { UseMutationResult } from '@tanstack/react-query';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { certificateInput, certificateProblems, emptyCertificate } from './certificate-values';
import type { CertificateValues } from './certificate-values';

export interface CertificateFormOptions {
  readonly mutation: UseMutationResult<GatewayCertificate, unknown, GatewayCertificateInput>;
  /** False to replace one: its id cannot change. */
  readonly named: boolean;
  readonly onDone: (certificate: GatewayCertificate) => void;
  readonly onClose: () => void;
}

/** Uploads a certificate with its key; each error is shown next to its field. */
export const useCertificateForm = ({ mutation, named, onDone, onClose }: CertificateFormOptions) => {
  const { t } = useTranslation('gateway');
  const said =
    <T>(check: (value: T, values: CertificateValues) => Parameters<typeof t>[0] | null) =>
    (value: T, values: CertificateValues) => {
      const problem = check(value, values);
      return problem && t(problem);
    };
  const form = useForm<CertificateValues>({
    initialValues: emptyCertificate,
    validate: {
      ...(named && { id: said(certificateProblems.id) }),
      pfx: said(certificateProblems.pfx),
      pem: said(certificateProblems.pem),
      key: said(certificateProblems.key),
    },
  });
  const file = form.values.kind === 'pfx' ? 'pfx' : 'pem';
  const key = form.values.kind === 'pfx' ? 'pfx' : 'key';
  const drawer = useDrawerForm({
    form,
    mutation,
    inItsWords: true,
    toInput: (values) => ({ ...(named && { id: values.id.trim() }), ...certificateInput(values) }),
    fields: {
      'gateway.certificate_id_taken': 'id',
      'gateway.wrong_password': 'password',
      'gateway.not_a_pfx': file,
      'gateway.no_certificate_in_file': file,
      'gateway.several_keys': key,
      'gateway.no_private_key': key,
      'gateway.key_mismatch': key,
      'gateway.invalid_key': key,
      'gateway.key_file_too_costly': key,
      'gateway.unsupported_encryption': key,
    },
    onDone,
    onClose,
  });
  return { form, drawer };
};
