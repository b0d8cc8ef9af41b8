import { NativeSelect } from '@mantine/core';
import { certificateUses } from '@postern/contracts';
import type { CertificateFilter } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { SearchBox } from '../../components/search-box';
import type { useListQuery } from '../../components/use-list-query';
import { useIssuers } from './inventory.api';
import styles from './inventory.module.css';

const days = [7, 30, 90] as const;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The filter from the URL; an unknown value means no filter. */
export const readCertificateFilter = (get: (name: string) => string): CertificateFilter => {
  const [ends, used, issuer] = [get('ends'), get('used'), get('issuer')];
  return {
    expiringWithin: days.find((count) => String(count) === ends),
    expired: ends === 'expired' ? true : undefined,
    neverUsed: used === 'never' ? true : used === 'some' ? false : undefined,
    use: certificateUses.find((one) => one === get('use')),
    issuer: uuid.test(issuer) ? issuer : undefined,
    search: get('search') || undefined,
  };
};

export interface CertificateFiltersProps {
  readonly list: Pick<ReturnType<typeof useListQuery>, 'get' | 'search' | 'onSearch' | 'show'>;
}

/** Filters of the inventory, applied by the server. */
export const CertificateFilters = ({ list }: CertificateFiltersProps) => {
  const { t } = useTranslation('administration');
  const { data: issuers = [] } = useIssuers();
  const choice = (name: string, label: string, every: string, data: { value: string; label: string }[]) => (
    <NativeSelect
      aria-label={label}
      value={list.get(name)}
      data={[{ value: '', label: every }, ...data]}
      onChange={({ currentTarget }) => list.show({ [name]: currentTarget.value })}
    />
  );
  return (
    <div className={styles.filters} role="search" aria-label={t('inventory.filter')}>
      <SearchBox label={t('inventory.search')} value={list.search} onSearch={list.onSearch} />
      {choice('ends', t('inventory.ends.label'), t('inventory.ends.any'), [
        { value: 'expired', label: t('inventory.ends.expired') },
        ...days.map((count) => ({ value: String(count), label: t('inventory.ends.within', { count }) })),
      ])}
      {choice(
        'use',
        t('inventory.column.used_for'),
        t('inventory.any_use'),
        certificateUses.map((value) => ({ value, label: t(`inventory.use.${value}`) })),
      )}
      {choice('used', t('inventory.column.last_used'), t('inventory.used.any'), [
        { value: 'never', label: t('inventory.used.never') },
        { value: 'some', label: t('inventory.used.some') },
      ])}
      {choice(
        'issuer',
        t('inventory.issuer.label'),
        t('inventory.issuer.any'),
        issuers.map(({ id, certificate }) => ({ value: id, label: certificate.name })),
      )}
    </div>
  );
};
