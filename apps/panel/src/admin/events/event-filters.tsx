import { Button, NativeSelect } from '@mantine/core';
import {
  administrationErrorCodes,
  auditEventTypes,
  certificateErrorCodes,
  generalErrorCodes,
} from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { useMethodName } from '../../api/method-names';
import { useIsLimited } from '../../api/organization-scope';
import { SearchBox } from '../../components/search-box';
import { useClients } from '../api/applications.api';
import { useMethods } from '../sign-in-methods/methods.api';
import { AccountFilter } from './account-filter';
import type { EventFilter } from './event-filter';
import styles from './events.module.css';
import { RequestFilter } from './request-filter';
import { TimeFilter } from './time-filter';

/** A link may filter by any of them; certificates' own are offered. */
const everyCode = [...certificateErrorCodes, ...generalErrorCodes, ...administrationErrorCodes];

export interface EventFiltersProps {
  readonly filter: EventFilter;
  /** Called with the new filter, without empty parts. */
  readonly onChange: (filter: Record<string, string>) => void;
}

export const EventFilters = ({ filter, onChange }: EventFiltersProps) => {
  const { t } = useTranslation('panel');
  const methodName = useMethodName();
  const limited = useIsLimited();
  const errorText = useErrorText();
  const chosen = everyCode.find((code) => code === filter.code);
  const { data: clients = [] } = useClients();
  const { data: methods = [] } = useMethods();
  const set = (field: keyof EventFilter) => (value: string) => {
    const next = Object.entries({ ...filter, [field]: value }).filter((entry): entry is [string, string] =>
      Boolean(entry[1]),
    );
    onChange(Object.fromEntries(next));
  };
  const filtered = Object.values(filter).some(Boolean);

  return (
    <div role="search" aria-label={t('events.filter.label')}>
      <SearchBox label={t('events.filter.search')} value={filter.search ?? ''} onSearch={set('search')} />
      <div className={styles.filters}>
        <NativeSelect
          label={t('events.column.type')}
          value={filter.type ?? ''}
          onChange={({ currentTarget }) => set('type')(currentTarget.value)}
          data={[
            { value: '', label: t('events.filter.every_type') },
            ...auditEventTypes.map((type) => ({ value: type, label: t(`events.type.${type}`) })),
          ]}
        />
        {!limited && <AccountFilter value={filter.account ?? ''} onChange={set('account')} />}
        <NativeSelect
          label={t('events.column.application')}
          value={filter.client ?? ''}
          onChange={({ currentTarget }) => set('client')(currentTarget.value)}
          data={[
            { value: '', label: t('events.filter.every_application') },
            ...clients.map(({ client_id, name }) => ({ value: client_id, label: name })),
          ]}
        />
        <NativeSelect
          label={t('events.column.method')}
          value={filter.method ?? ''}
          onChange={({ currentTarget }) => set('method')(currentTarget.value)}
          data={[
            { value: '', label: t('events.filter.every_method') },
            ...methods.map((method) => ({ value: method.id, label: methodName(method) })),
          ]}
        />
        <NativeSelect
          label={t('administration:events.reason')}
          value={filter.code ?? ''}
          onChange={({ currentTarget }) => set('code')(currentTarget.value)}
          data={[
            { value: '', label: t('administration:events.every_reason') },
            ...[...new Set([...certificateErrorCodes, ...(chosen ? [chosen] : [])])].map((code) => ({
              value: code,
              label: errorText(code).title,
            })),
          ]}
        />
        <RequestFilter key={filter.request} value={filter.request ?? ''} onChange={set('request')} />
        <TimeFilter label={t('events.filter.from')} value={filter.from ?? ''} max={filter.to} onChange={set('from')} />
        <TimeFilter label={t('events.filter.to')} value={filter.to ?? ''} min={filter.from} onChange={set('to')} />
        {filtered && (
          <Button variant="subtle" className={styles.clear} onClick={() => onChange({})}>
            {t('events.filter.clear')}
          </Button>
        )}
      </div>
    </div>
  );
};
