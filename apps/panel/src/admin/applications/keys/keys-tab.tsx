import { Button } from '@mantine/core';
import type { ClientCredential, ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../../api/may';
import { CodeBlock } from '../../../components/code-block';
import { IconUpload } from '../../../components/icons';
import { ProblemAlert } from '../../../components/problem-alert';
import { useOpened } from '../../../components/use-opened';
import { Section } from '../../../layout/page';
import { certificateMethodOf } from '../credentials/authentication';
import styles from '../credentials/credentials.module.css';
import { useCredentials } from '../credentials/credentials.api';
import { ExpiryNotice } from '../credentials/expiry-notice';
import { RemoveCredential } from '../credentials/remove-credential';
import { EditManifest } from './edit-manifest';
import { useManifest } from './keys.api';
import { KeysTable } from './keys-table';
import { manifestText } from './manifest';
import { SecretSection } from './secret-section';
import { UploadCertificate } from './upload-certificate';

/** Certificates that sign assertions, as a list and as a manifest (D4, D5), and the secret. */
export const KeysTab = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('administration');
  const { data: manifest, error } = useManifest(client.client_id);
  const { data: credentials = [] } = useCredentials(client.client_id);
  const forms = useOpened<'upload' | 'edit'>();
  const [removed, setRemoved] = useState<ClientCredential | null>(null);
  const method = certificateMethodOf(client);
  // Where the TLS connection proves the application, a list of signing certificates would lock it out.
  const byTls = method !== null && method !== 'private_key_jwt';
  const mayChange = useMay()('update:client_keys') && !client.built_in && !byTls;
  const keys = manifest?.keyCredentials;
  const listed = credentials.filter(({ id }) => keys?.some(({ keyId }) => keyId === id));

  return (
    <>
      <ExpiryNotice credentials={listed} />
      <ProblemAlert error={error} />
      <Section
        title={t('keys.certificates')}
        description={t('keys.description')}
        action={
          mayChange && (
            <Button
              leftSection={<IconUpload size={16} stroke={1.8} aria-hidden />}
              disabled={!keys}
              onClick={() => forms.open('upload')}
            >
              {t('keys.upload')}
            </Button>
          )
        }
      >
        {byTls ? (
          <Alert tone="info" title={t('keys.by_tls')}>
            {t('keys.by_tls_text')}{' '}
            <Link to={`/admin/applications/${encodeURIComponent(client.client_id)}/credentials`}>
              {t('keys.to_credentials')}
            </Link>
          </Alert>
        ) : (
          <KeysTable
            keys={keys}
            onDelete={mayChange ? (id) => setRemoved(credentials.find((one) => one.id === id) ?? null) : undefined}
          />
        )}
      </Section>
      <SecretSection client={client} />
      {manifest && !byTls && (
        <Section
          title={t('keys.manifest')}
          description={t('keys.manifest_text')}
          action={
            mayChange && (
              <Button variant="default" onClick={() => forms.open('edit')}>
                {t('keys.edit')}
              </Button>
            )
          }
        >
          <CodeBlock
            label="keyCredentials"
            copyLabel={t('panel:secret.copy', { name: t('keys.manifest') })}
            code={manifestText(manifest)}
          />
          <p className={styles.hint}>{t('keys.manifest_hint')}</p>
        </Section>
      )}
      <UploadCertificate
        key={`upload-${forms.round}`}
        client={client}
        listed={keys ?? []}
        opened={forms.opened === 'upload'}
        onClose={forms.close}
      />
      {manifest && (
        <EditManifest
          key={`edit-${forms.round}`}
          client={client}
          manifest={manifest}
          opened={forms.opened === 'edit'}
          onClose={forms.close}
        />
      )}
      <RemoveCredential client={client} credential={removed} onClose={() => setRemoved(null)} />
    </>
  );
};
