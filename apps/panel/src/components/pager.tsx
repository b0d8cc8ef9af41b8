import { ActionIcon } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { IconBack } from './icons';
import styles from './pager.module.css';

export interface PagerProps {
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** Which part of a long list is shown; nothing for a short one. */
export const Pager = ({ page, pageSize, total, onPage }: PagerProps) => {
  const { t } = useTranslation('panel');
  if (total <= pageSize) return null;
  const last = Math.ceil(total / pageSize) - 1;
  return (
    <nav className={styles.pager} aria-label={t('pager.label')}>
      <span role="status">
        {t('pager.range', { from: page * pageSize + 1, to: Math.min(total, (page + 1) * pageSize), total })}
      </span>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('pager.previous')}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        <IconBack size={16} stroke={1.6} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('pager.next')}
        disabled={page >= last}
        onClick={() => onPage(page + 1)}
      >
        <IconBack size={16} stroke={1.6} className={styles.next} aria-hidden />
      </ActionIcon>
    </nav>
  );
};
