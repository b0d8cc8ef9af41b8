import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import type { SettingRow } from './method-values';
import { type DraftParams, usePresented, useTrialOf } from './methods.api';
import styles from './rows-input.module.css';

/**
 * What rules of a form read in the certificate that was presented last.
 *
 * @param methodId null: none was presented to a method that does not exist yet
 * @returns draws it for one rule; nothing where it is not known
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
