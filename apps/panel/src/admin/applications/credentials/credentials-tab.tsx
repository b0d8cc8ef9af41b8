import { Button } from '@mantine/core';
import type { ClientCredential, ClientRecord, ClientWithSecret } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useState } from 'react';
import { useMay } from '../../../api/may';
import { IconPlus, IconUpload } from '../../../components/icons';
import { ProblemAlert } from '../../../components/problem-alert';
import { toast } from '../../../components/toast';
import { useOpened } from '../../../components/use-opened';
import { Section } from '../../../layout/page';
import { ManifestSection } from './manifest-section';
import { SecretCard } from './secret-card';
import { UploadCertificate } from './upload-certificate';
import { useManifest } from './keys.api';
import { ClientSecret } from '../client-secret';
import { AddCredential } from './add-credential';
import { certificateMethodOf, choiceOf, fits, showsCertificate, usedIds } from './authentication';
import { AuthenticationSection } from './authentication-section';
import { ChangeMethod } from './change-method';
import { CredentialDetails } from './credential-details';
import styles from './credentials.module.css';
import { useCredentials, useSwitchMethod } from './credentials.api';
import type { ChangedClient } from './credentials.api';
import { CredentialsTable } from './credentials-table';
import type { CredentialAction } from './credentials-table';
import { ExpiryNotice } from './expiry-notice';
import { RemoveCredential } from './remove-credential';
import { RotateCredential } from './rotate-credential';
import { RotationNotice } from './rotation-notice';
import { rotates, rotationOf } from './rotation';

/** How an application authenticates: the method, the secret, and certificates with their rotation (D4, D5). */
export const CredentialsTab = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('administration');
  const { data: credentials, error } = useCredentials(client.client_id);
  const { data: manifest, error: manifestError } = useManifest(client.client_id);
  const forms = useOpened<'change' | 'add' | 'rotate' | 'upload'>();
  const [shown, setShown] = useState<ClientCredential | null>(null);
  const [removed, setRemoved] = useState<ClientCredential | null>(null);
  const [secret, setSecret] = useState<ClientWithSecret | null>(null);
  const [secretIsBack, setSecretIsBack] = useState(false);
  const may = useMay();
  const mayUpdate = !client.built_in && may('update:client_credentials') && may('update:clients');
  const mayRemove = !client.built_in && may('delete:client_credentials');
  const use = useSwitchMethod(client.client_id);
  const method = certificateMethodOf(client);
  const used = usedIds(client);
  const choice = choiceOf(client);
  // With TLS client authentication, replacing the list with signing certificates would lock the application out.
  const signs = !client.built_in && !showsCertificate(choice) && choice !== 'none';
  const mayUpload = signs && may('update:client_keys');
  const rotation = rotationOf(client, credentials ?? []);

  const changed = (now: ChangedClient): void => {
    const hasSecret = choiceOf(now) === 'client_secret';
    toast(t('authentication.changed', { name: now.name }));
    if (now.client_secret) setSecret({ ...now, client_secret: now.client_secret });
    setSecretIsBack(hasSecret && method !== null && !now.client_secret);
  };
  const actionsFor = (credential: ClientCredential): readonly CredentialAction[] => {
    const own: readonly CredentialAction[] = mayRemove ? ['delete'] : [];
    const inUse = used.includes(credential.id);
    if (mayUpdate && inUse && used.length > 1) return ['details', 'stop', ...own];
    if (mayUpdate && !inUse && method && fits(method, credential)) return ['details', 'use', ...own];
    return ['details', ...own];
  };
  const act = (action: CredentialAction, credential: ClientCredential): void => {
    if (action === 'details') setShown(credential);
    else if (action === 'delete') setRemoved(credential);
    else if (method) {
      const ids = action === 'use' ? [...used, credential.id] : used.filter((id) => id !== credential.id);
      use.mutate({ method, ids, added: null }, { onSuccess: () => toast(t('credentials.saved')) });
    }
  };
  const add = !client.built_in && may('create:client_credentials') && (
    <Button
      variant="default"
      leftSection={<IconPlus size={16} stroke={2} aria-hidden />}
      onClick={() => forms.open('add')}
    >
      {t('credentials.add')}
    </Button>
  );

  return (
    <>
      <ExpiryNotice credentials={credentials ?? []} />
      {secretIsBack && (
        <div className={styles.notice}>
          <Alert tone="success" title={t('authentication.secret_back')}>
            {t('authentication.secret_back_text')}
          </Alert>
        </div>
      )}
      {rotation && <RotationNotice rotation={rotation} onRemove={mayRemove ? setRemoved : undefined} />}
      <ProblemAlert error={error ?? manifestError ?? use.error} />
      <AuthenticationSection client={client} onChange={() => forms.open('change')} />
      {!error && (
        <Section
          title={t('credentials.title')}
          description={t('credentials.description')}
          action={
            <>
              {mayUpdate && rotates(client) && !rotation && (
                <Button variant="default" onClick={() => forms.open('rotate')}>
                  {t('rotation.start')}
                </Button>
              )}
              {add}
              {mayUpload && (
                <Button
                  leftSection={<IconUpload size={16} stroke={1.8} aria-hidden />}
                  disabled={!manifest}
                  onClick={() => forms.open('upload')}
                >
                  {t('keys.upload')}
                </Button>
              )}
            </>
          }
        >
          {choice !== 'none' && <SecretCard client={client} />}
          <CredentialsTable credentials={credentials} actionsFor={actionsFor} onAction={act} />
        </Section>
      )}
      {manifest && signs && <ManifestSection client={client} manifest={manifest} mayChange={mayUpload} />}
      <ChangeMethod
        key={`change-${forms.round}`}
        client={client}
        credentials={credentials ?? []}
        opened={forms.opened === 'change'}
        onClose={forms.close}
        onChanged={changed}
      />
      <AddCredential key={`add-${forms.round}`} client={client} opened={forms.opened === 'add'} onClose={forms.close} />
      <UploadCertificate
        key={`upload-${forms.round}`}
        client={client}
        listed={manifest?.keyCredentials ?? []}
        opened={forms.opened === 'upload'}
        onClose={forms.close}
      />
      <RotateCredential
        key={`rotate-${forms.round}`}
        client={client}
        opened={forms.opened === 'rotate'}
        onClose={forms.close}
      />
      <RemoveCredential client={client} credential={removed} onClose={() => setRemoved(null)} />
      <CredentialDetails credential={shown} onClose={() => setShown(null)} />
      <ClientSecret client={secret} onClose={() => setSecret(null)} />
    </>
  );
};
