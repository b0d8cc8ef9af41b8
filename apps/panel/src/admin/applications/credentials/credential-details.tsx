import type { ClientCredential } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard, DistinguishedName } from '@postern/ui';
import { Copyable } from '../../../components/copyable';
import { Facts } from '../../../components/facts';
import { ReadDrawer } from '../../../components/read-drawer';
import { useLast } from '../../../components/use-last';
import { When } from '../../../components/when';
import { credentialName, hexOf } from './credential-text';

export interface CredentialDetailsProps {
  /** Null closes the dialog. */
  readonly credential: ClientCredential | null;
  readonly onClose: () => void;
}

const Details = ({ credential }: { readonly credential: ClientCredential }) => {
  const { t } = useTranslation('administration');
  const { certificate, subject_dn, san, kid, alg, thumbprint_sha1: sha1, thumbprint_sha256: sha256 } = credential;
  const value = (text: string | null, name: string) =>
    text === null ? null : <Copyable text={text} label={t('panel:secret.copy', { name })} />;

  return (
    <>
      {certificate && <CertificateCard certificate={certificate} />}
      <Facts
        facts={[
          [t('credentials.column.type'), t(`credentials.type.${credential.credential_type}`)],
          [t('credentials.column.subject'), subject_dn && <DistinguishedName name={subject_dn} />],
          ...(san ? [[t(`credentials.san.${san.type}`), san.value] as const] : []),
          ...(sha1 ? [['SHA-1', value(hexOf(sha1), 'SHA-1')] as const] : []),
          ...(sha256 ? [['x5t#S256', value(sha256, 'x5t#S256')] as const] : []),
          ...(sha1 ? [['x5t', value(sha1, 'x5t')] as const] : []),
          ['kid', value(kid, 'kid')],
          [t('credentials.field.alg'), alg ?? t('credentials.any_alg')],
          [t('credentials.column.last_used'), <When at={credential.last_used_at} />],
          [t('credentials.column.created'), <When at={credential.created_at} />],
          ['id', value(credential.id, 'id')],
        ]}
      />
    </>
  );
};

/** All details of one credential, with every thumbprint in the formats that tools expect. */
export const CredentialDetails = ({ credential, onClose }: CredentialDetailsProps) => {
  const shown = useLast(credential);
  return (
    <ReadDrawer opened={credential !== null} title={shown && credentialName(shown)} onClose={onClose}>
      {shown && <Details credential={shown} />}
    </ReadDrawer>
  );
};
