import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ClientRecord, KeyCredentialManifest } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { useReplaceManifest } from './keys.api';
import styles from './keys.module.css';
import { manifestText, readManifest } from './manifest';
import { RefusedPaths } from './refused-paths';
import { SecretStops } from './secret-stops';

export interface EditManifestProps {
  readonly client: ClientRecord;
  readonly manifest: KeyCredentialManifest;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Edits the manifest as text; validates it in the browser as far as possible before sending. */
export const EditManifest = ({ client, manifest, opened, onClose }: EditManifestProps) => {
  const { t } = useTranslation('administration');
  const replace = useReplaceManifest(client.client_id);
  const form = useForm({
    initialValues: { text: manifestText(manifest) },
    validate: {
      text: (text) => {
        const { problems } = readManifest(text);
        if (problems.length === 0) return null;
        return (
          <ul className={styles.problems}>
            {problems.map(({ path, problem, detail }) => (
              <li key={`${path} ${problem}`}>
                {path && <code>{path}: </code>}
                {t(`keys.problem.${problem}`)} {detail}
              </li>
            ))}
          </ul>
        );
      },
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: replace,
    toInput: ({ text }) => readManifest(text).manifest ?? { keyCredentials: [] },
    onDone: () => toast(t('keys.saved', { name: client.name })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('keys.edit_title', { name: client.name })}
      description={t('keys.edit_text')}
      submitLabel={t('panel:form.save')}
      {...drawer}
    >
      <RefusedPaths error={drawer.error} />
      <SecretStops client={client} />
      <Textarea
        autosize
        minRows={14}
        maxRows={28}
        spellCheck={false}
        className={styles.text}
        label={t('keys.manifest')}
        errorProps={{ component: 'div' }}
        {...form.getInputProps('text')}
      />
    </FormDrawer>
  );
};
