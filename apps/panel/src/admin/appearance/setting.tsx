import { Button } from '@mantine/core';
import type { AppearanceField, AppearanceSource } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import styles from './appearance.module.css';
import { useEditor } from './editor-context';

export interface SettingProps {
  readonly field: AppearanceField;
  readonly children: ReactNode;
}

/** A field with where its value comes from, and the way to take an own value back. */
export const Setting = ({ field, children }: SettingProps) => {
  const { t } = useTranslation('appearance');
  const { draft, record, change } = useEditor();
  const source: AppearanceSource = field === 'coverMode' ? 'default' : record.sources[field];
  const isOwn = draft[field] !== null;
  return (
    <div className={styles.setting}>
      {children}
      <p className={styles.source}>
        {isOwn ? t('source.own') : t(`source.${source}`)}
        {isOwn && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={t('take_back_field', { field: t(`field.${field}`) })}
            onClick={() => change({ [field]: null })}
          >
            {t('take_back')}
          </Button>
        )}
      </p>
    </div>
  );
};
