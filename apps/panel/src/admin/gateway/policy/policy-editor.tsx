import { Button, SegmentedControl } from '@mantine/core';
import type { GatewayApi } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useState } from 'react';
import { Badge } from '../../../components/badge';
import { ProblemAlert } from '../../../components/problem-alert';
import { UnsavedChanges } from '../../../components/unsaved-changes';
import { PolicyForm } from './policy-form';
import { PolicyJson } from './policy-json';
import styles from './policy.module.css';
import { PolicyProblemsContext } from './problem-context';
import { PolicySentences } from './sentences';
import { usePolicyEditor } from './use-policy-editor';

type View = 'form' | 'json';

/** Edits the draft's policy as a form or as JSON, with a description in words beside both. */
export const PolicyEditor = ({ api }: { readonly api: GatewayApi }) => {
  const { t } = useTranslation('gateway');
  const [view, setView] = useState<View>('form');
  const editor = usePolicyEditor(api);
  const { draft, dirty } = editor;

  return (
    <div className={styles.editor}>
      <form
        className={styles.main}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          editor.save();
        }}
      >
        <SegmentedControl
          className={styles.view}
          aria-label={t('policy.view')}
          data={[
            { value: 'form', label: t('policy.form') },
            { value: 'json', label: t('policy.json') },
          ]}
          value={view}
          onChange={(value) => setView(value as View)}
        />
        <ProblemAlert error={editor.error} />
        <PolicyProblemsContext value={editor.problems}>
          {view === 'json' ? (
            <PolicyJson draft={draft} problems={editor.problems.found} onChange={editor.changeText} />
          ) : draft.unreadable ? (
            <Alert
              tone="warning"
              title={t('policy.form_stale')}
              actions={
                <Button size="xs" variant="default" onClick={() => editor.changePolicy(draft.policy)}>
                  {t('policy.form_stale_action')}
                </Button>
              }
            >
              {t('policy.form_stale_text')}
            </Alert>
          ) : (
            <PolicyForm policy={draft.policy} onChange={editor.changePolicy} />
          )}
        </PolicyProblemsContext>
        <footer className={styles.foot}>
          {dirty && <Badge tone="warning">{t('policy.unsaved')}</Badge>}
          <Button variant="default" disabled={!dirty} onClick={editor.discard}>
            {t('policy.discard')}
          </Button>
          <Button type="submit" disabled={!dirty} loading={editor.pending}>
            {t('policy.save')}
          </Button>
        </footer>
      </form>
      <aside className={styles.aside} aria-label={t('policy.sentence')}>
        <h2 className={styles.direction}>{t('policy.sentence')}</h2>
        <PolicySentences policy={draft.policy} />
      </aside>
      <UnsavedChanges guard={editor.guard} />
    </div>
  );
};
