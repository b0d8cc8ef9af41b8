import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import type { SettingRow } from './method-values';
import { type DraftParams, usePresented, useTrialOf } from './methods.api';
import styles from './rows-input.module.css';

/**
 * What the form's rules extract from the certificate presented last.
 * @param methodId null for a new method, to which none was presented
 * @returns renders the value for one rule; nothing if it is unknown
 */
export const useRuleExamples = (methodId: string | null, params: DraftParams): ((rule: SettingRow) => ReactNode) => {
  const { t } = useTranslation('panel');
  const [draft] = useDebouncedValue(JSON.stringify(params), 300);
  const { data: presented } = usePresented(methodId);
  const { data: trial } = useTrialOf(methodId, presented?.[0]?.pem, draft);
  return ({ source, field }) => {
    const values = trial?.rules.find((one) => !one.kept && one.source === source && one.field === field)?.values;
    if (values === undefined) return null;
    return (
      <p className={styles.about}>
        {values.length === 0 ? (
          t('methods.row.presented_none')
        ) : (
          <>
            {t('methods.row.presented')}
            {values.map((value) => (
              <code key={value}>{value}</code>
            ))}
          </>
        )}
      </p>
    );
  };
};
