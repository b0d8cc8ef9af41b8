import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { GatewayCallerCertificate } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useCallers } from '../callers/callers.api';

export interface CallerSelectProps {
  readonly chosen: GatewayCallerCertificate | null;
  readonly onChoose: (caller: GatewayCallerCertificate | null) => void;
}

/** Callers' names are not unique; the start of the thumbprint distinguishes them. */
const labelOf = ({ name, thumbprints }: GatewayCallerCertificate): string =>
  `${name} (${thumbprints.sha256.slice(0, 8)}…)`;

/** Chooses an uploaded caller by search: there may be tens of thousands. */
export const CallerSelect = ({ chosen, onChoose }: CallerSelectProps) => {
  const { t } = useTranslation('gateway');
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(chosen && labelOf(chosen) === words ? '' : words, 250);
  const { data } = useCallers(search, 0);
  const found = data?.items ?? [];
  const offered = chosen && found.every(({ id }) => id !== chosen.id) ? [chosen, ...found] : found;

  return (
    <Select
      label={t('try.caller')}
      placeholder={t('try.caller_search')}
      comboboxProps={{ withinPortal: false }}
      searchable
      nothingFoundMessage={t('try.caller_none')}
      // The server has already filtered the results.
      filter={({ options }) => options}
      data={offered.map((caller) => ({ value: caller.id, label: labelOf(caller) }))}
      value={chosen?.id ?? null}
      onChange={(id) => onChoose(offered.find((caller) => caller.id === id) ?? null)}
      onSearchChange={setWords}
    />
  );
};
