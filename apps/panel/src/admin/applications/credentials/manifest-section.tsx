import { Button } from '@mantine/core';
import type { ClientRecord, KeyCredentialManifest } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CodeBlock } from '../../../components/code-block';
import { useOpened } from '../../../components/use-opened';
import { Section } from '../../../layout/page';
import styles from './credentials.module.css';
import { EditManifest } from './edit-manifest';
import { manifestText } from './manifest';

export interface ManifestSectionProps {
  readonly client: ClientRecord;
  readonly manifest: KeyCredentialManifest;
  readonly mayChange: boolean;
}

/** The certificates that sign assertions as JSON text, to copy and edit (D5). */
export const ManifestSection = ({ client, manifest, mayChange }: ManifestSectionProps) => {
  const { t } = useTranslation('administration');
  const form = useOpened<'edit'>();
  return (
    <>
      <Section
        title={t('keys.manifest')}
        description={t('keys.manifest_text')}
        action={
          mayChange && (
            <Button variant="default" onClick={() => form.open('edit')}>
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
      <EditManifest
        key={form.round}
        client={client}
        manifest={manifest}
        opened={form.opened === 'edit'}
        onClose={form.close}
      />
    </>
  );
};
