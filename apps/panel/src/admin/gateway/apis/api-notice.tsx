import type { GatewayApi } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { CodeBlock } from '../../../components/code-block';
import { changedParts } from './api-values';
import styles from './apis.module.css';

/** Whether the draft has unapplied changes, and why the last apply was refused. */
export const ApiNotice = ({ api: { state, draft, applied, refused } }: { readonly api: GatewayApi }) => {
  const { t, i18n } = useTranslation('gateway');
  if (refused) {
    return (
      <div className={styles.notice}>
        <Alert title={t('apis.refused_title')}>{t('apis.refused_text')}</Alert>
        <CodeBlock label={t('apis.refused_label')} copyLabel={t('apis.applying.copy')} code={refused.reason} />
      </div>
    );
  }
  if (state === 'applied') return null;
  const parts = applied ? changedParts(draft, applied).map((part) => t(`apis.part.${part}`)) : [];
  const named = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(parts);
  return (
    <div className={styles.notice}>
      <Alert tone="info" title={t(`apis.state_title.${state}`)}>
        {t(`apis.state_text.${state}`, { parts: named })}
      </Alert>
    </div>
  );
};
