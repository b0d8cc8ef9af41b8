import { Button, FileInput, NativeSelect, TextInput } from '@mantine/core';
import { type ImportFormat, importFormats } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useMethodName } from '../../api/method-names';
import { ProblemAlert } from '../../components/problem-alert';
import { When } from '../../components/when';
import { Page, Section } from '../../layout/page';
import { useMethods } from '../sign-in-methods/methods.api';
import { useImports, useUploadImport } from './imports.api';
import styles from './users.module.css';

const formatOf = ({ name }: File): ImportFormat => {
  const end = name.split('.').at(-1)?.toLowerCase();
  return importFormats.find((format) => format === end) ?? (end === 'json' || end === 'ndjson' ? 'jsonl' : 'csv');
};

/** Uploads a file of people; the result has its own page. */
export const ImportUsersPage = () => {
  const { t } = useTranslation('administration');
  const navigate = useNavigate();
  const methodName = useMethodName();
  const { data: methods = [] } = useMethods();
  const { data: imports } = useImports();
  const upload = useUploadImport();
  const [file, setFile] = useState<File | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [source, setSource] = useState('san-upn');
  const takers = methods.filter(({ builtIn }) => !builtIn);
  const methodId = chosen ?? takers[0]?.id ?? '';
  const format = file && formatOf(file);
  const send = (): void => {
    if (file === null || format === null) return;
    const input = { file, format, methodId: methodId || null, source: format === 'zip' ? source.trim() : null };
    upload.mutate(input, { onSuccess: ({ id }) => void navigate(`/admin/users/import/${id}`) });
  };

  return (
    <Page
      narrow
      title={t('import.title')}
      description={t('import.description')}
      back={{ to: '/admin/users', label: t('panel:users.title') }}
    >
      <ProblemAlert error={upload.error} />
      <form
        className={styles.import}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <FileInput
          required
          label={t('import.file')}
          description={t('import.file_hint')}
          accept=".csv,.jsonl,.ndjson,.json,.zip"
          value={file}
          onChange={setFile}
          clearable
        />
        <p className={styles.quiet}>{t('import.columns')}</p>
        <NativeSelect
          label={t('import.method')}
          description={t('import.method_hint')}
          data={[
            ...takers.map((method) => ({ value: method.id, label: methodName(method) })),
            { value: '', label: t('import.no_method') },
          ]}
          value={methodId}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        />
        {format === 'zip' && (
          <TextInput
            required
            spellCheck={false}
            label={t('import.source')}
            description={t('import.source_hint')}
            value={source}
            onChange={({ currentTarget }) => setSource(currentTarget.value)}
          />
        )}
        <div>
          <Button type="submit" loading={upload.isPending} disabled={file === null}>
            {t('import.upload')}
          </Button>
        </div>
      </form>
      <Section title={t('import.last')}>
        {imports?.length === 0 && <p className={styles.quiet}>{t('import.none')}</p>}
        <ul className={styles.imports}>
          {imports?.map(({ id, name, state, createdAt }) => (
            <li key={id}>
              <Link to={`/admin/users/import/${id}`}>{name || id}</Link>
              <span className={styles.quiet}>
                {t(`import.state.${state}`)} · <When at={createdAt} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
};
