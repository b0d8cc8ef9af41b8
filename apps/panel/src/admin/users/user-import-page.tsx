import { Button, NativeSelect, Progress, Skeleton } from '@mantine/core';
import { type ImportLine, importVerdicts, type ImportVerdict, type UserImport } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Badge } from '../../components/badge';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { ProblemAlert } from '../../components/problem-alert';
import { Page } from '../../layout/page';
import { useApplyImport, useDeleteImport, useImport, useImportLines } from './imports.api';
import styles from './users.module.css';

const tones = { create: 'good', update: 'good', unchanged: undefined, refused: 'bad' } as const;

/** @param isApplied whether lines that are done were applied; otherwise they were only checked */
const useColumns = (isApplied: boolean): readonly Column<ImportLine>[] => {
  const { t } = useTranslation('administration');
  const errorText = useErrorText();
  return [
    { key: 'line', title: t('import.column.line'), cell: ({ line }) => line },
    {
      key: 'username',
      title: t('import.column.username'),
      cell: ({ username }) => <span className={styles.loose}>{username ?? '–'}</span>,
    },
    {
      key: 'name',
      title: t('import.column.name'),
      cell: ({ name }) => <span className={styles.loose}>{name ?? '–'}</span>,
    },
    {
      key: 'verdict',
      title: t('import.column.verdict'),
      cell: ({ verdict, done }) =>
        verdict && (
          <Badge tone={tones[verdict]}>{t(`import.${isApplied && done ? 'outcome' : 'verdict'}.${verdict}`)}</Badge>
        ),
    },
    {
      key: 'reason',
      title: t('import.column.reason'),
      cell: ({ code, message }) =>
        code && (
          <span className={styles.loose}>
            {errorText(code).title}
            {message !== null && <span className={styles.quiet}> {message}</span>}
          </span>
        ),
    },
  ];
};

const Lines = ({ id, counts, state }: UserImport) => {
  const { t } = useTranslation('administration');
  const [verdict, setVerdict] = useState<ImportVerdict | null>(null);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useImportLines(id, verdict, state);
  const isApplied = state === 'applying' || state === 'done';
  const columns = useColumns(isApplied);
  const options = importVerdicts.map((one) => ({
    value: one,
    label: `${t(`import.${state === 'done' ? 'outcome' : 'verdict'}.${one}`)} (${counts[one]})`,
  }));
  return (
    <>
      <NativeSelect
        aria-label={t('import.column.verdict')}
        data={[{ value: '', label: t('import.all') }, ...options]}
        value={verdict ?? ''}
        onChange={({ currentTarget }) => setVerdict(importVerdicts.find((one) => one === currentTarget.value) ?? null)}
      />
      <ProblemAlert error={error} />
      <DataTable
        label={t('import.title')}
        columns={columns}
        rows={data?.pages.flat()}
        rowKey={({ line }) => String(line)}
        empty={<p className={styles.quiet}>{t('import.empty')}</p>}
      />
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('import.more')}
        </Button>
      )}
    </>
  );
};

/** The outcome for each line of a file, and the button that applies it. */
export const UserImportPage = () => {
  const { t } = useTranslation('administration');
  const errorText = useErrorText();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { data: current, error } = useImport(id);
  const apply = useApplyImport(id);
  const remove = useDeleteImport(id);
  const back = { to: '/admin/users/import', label: t('import.title') };
  if (!current) {
    return (
      <Page title={t('import.title')} back={back} error={error}>
        {error ? <ProblemAlert error={error} /> : <Skeleton height={320} />}
      </Page>
    );
  }
  const { state, name, processed, lines, counts, code } = current;
  const isUnderWay = state === 'checking' || state === 'applying';
  const progress = t('import.progress', { processed, lines });
  return (
    <Page
      title={name || t('import.title')}
      back={back}
      action={
        state === 'ready' &&
        counts.create + counts.update > 0 && (
          <Button loading={apply.isPending} onClick={() => apply.mutate()}>
            {t('import.apply')}
          </Button>
        )
      }
    >
      <ProblemAlert error={apply.error ?? remove.error} />
      <div className={styles.import}>
        <p role="status">
          <Badge tone={state === 'failed' ? 'bad' : state === 'done' ? 'good' : undefined}>
            {t(`import.state.${state}`)}
          </Badge>{' '}
          {isUnderWay ? progress : state === 'ready' ? t('import.apply_text') : code && errorText(code).title}
        </p>
        {isUnderWay && <Progress value={(100 * processed) / Math.max(1, lines)} aria-label={progress} />}
        <Lines key={state} {...current} />
        <div>
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined, { onSuccess: () => void navigate('/admin/users/import') })}
          >
            {t('import.delete')}
          </Button>
        </div>
      </div>
    </Page>
  );
};
