import { ActionIcon, NativeSelect } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { IconBack } from './icons';
import styles from './pager.module.css';
import { pageSizes } from './use-list-query';

export interface PagerProps {
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
  /** Lets the person choose the page size. */
  readonly onPageSize?: (pageSize: number) => void;
}

/**
 * All page numbers, or for a very long list a few hundred at equal distances, with the current one and its neighbours.
 */
export const pagesFor = (page: number, last: number): readonly number[] => {
  const step = Math.max(1, Math.ceil(last / 200));
  const all = Array.from({ length: Math.max(last, page) + 1 }, (_, at) => at);
  return all.filter((at) => at % step === 0 || at === last || Math.abs(at - page) <= 2);
};

/** Scrolls to the top, where the next page of the list begins, and moves the focus there. */
const toTop = (): void => {
  document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
};

/** The current page of a long list, with links to the others; renders nothing for a short list. */
export const Pager = ({ page, pageSize, total, onPage, onPageSize }: PagerProps) => {
  const { t, i18n } = useTranslation('panel');
  const number = new Intl.NumberFormat(i18n.language);
  if (total <= pageSizes[0] && page === 0) return null;
  const last = Math.max(0, Math.ceil(total / pageSize) - 1);
  const go = (to: number): void => {
    onPage(to);
    toTop();
  };
  const range = {
    from: number.format(Math.min(total, page * pageSize + 1)),
    to: number.format(Math.min(total, (page + 1) * pageSize)),
    total: number.format(total),
  };
  return (
    <nav className={styles.pager} aria-label={t('pager.label')}>
      {onPageSize && (
        <label className={styles.choice}>
          {t('pager.size')}
          <NativeSelect
            size="xs"
            value={String(pageSize)}
            data={pageSizes.map(String)}
            onChange={({ currentTarget }) => {
              onPageSize(Number(currentTarget.value));
              toTop();
            }}
          />
        </label>
      )}
      <span role="status">{t('pager.range', range)}</span>
      {(last > 0 || page > 0) && (
        <>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('pager.previous')}
            disabled={page === 0}
            onClick={() => go(Math.min(page - 1, last))}
          >
            <IconBack size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
          <NativeSelect
            size="xs"
            aria-label={t('pager.page')}
            value={String(page)}
            data={pagesFor(page, last).map((at) => ({ value: String(at), label: number.format(at + 1) }))}
            onChange={({ currentTarget }) => go(Number(currentTarget.value))}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('pager.next')}
            disabled={page >= last}
            onClick={() => go(page + 1)}
          >
            <IconBack size={16} stroke={1.6} className={styles.next} aria-hidden />
          </ActionIcon>
        </>
      )}
    </nav>
  );
};
