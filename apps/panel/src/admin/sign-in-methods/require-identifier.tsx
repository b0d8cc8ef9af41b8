import { TextInput } from '@mantine/core';
import type { ApplicationSignInMethod, IdentifierRequirement } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useMethodName } from '../../api/method-names';
import { Badge } from '../../components/badge';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { RadioChoices } from '../../components/radio-choices';

type Requirement = Pick<ApplicationSignInMethod, 'required' | 'requiredFrom'>;

interface RequireIdentifierProps {
  readonly method: Requirement & Pick<ApplicationSignInMethod, 'id' | 'type' | 'name'>;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSave: (requirement: Requirement) => void;
  readonly onClose: () => void;
}

/** The day in this browser's time zone, as an input of the type `date` has it. */
const dayOf = (time: string | null): string => {
  if (time === null) return '';
  const date = new Date(time);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** Whether people need an identifier of a method before they enter, and from when. */
export const RequireIdentifier = ({ method, pending, error, onSave, onClose }: RequireIdentifierProps) => {
  const { t } = useTranslation('administration');
  const name = useMethodName()(method);
  const [chosen, setChosen] = useState<IdentifierRequirement | 'no'>(method.required ?? 'no');
  const [day, setDay] = useState(dayOf(method.requiredFrom));
  const save = (): void => {
    const isRequired = chosen !== 'no';
    onSave({
      required: isRequired ? chosen : null,
      requiredFrom: isRequired && day !== '' ? new Date(`${day}T00:00`).toISOString() : null,
    });
  };
  return (
    <ConfirmDialog
      opened
      destructive={false}
      title={t('application.sign_in.require.title', { name })}
      confirmLabel={t('application.sign_in.require.save')}
      pending={pending}
      error={error}
      onConfirm={save}
      onClose={onClose}
    >
      <p>{t('application.sign_in.require.text')}</p>
      <RadioChoices
        aria-label={t('application.sign_in.require.title', { name })}
        value={chosen}
        onChange={(value) => setChosen(value as IdentifierRequirement | 'no')}
        choices={(['no', 'each', 'any'] as const).map((value) => ({
          value: value === 'any' ? 'one' : value,
          label: t(`application.sign_in.require.${value}`),
        }))}
      />
      {chosen !== 'no' && (
        <TextInput
          type="date"
          label={t('application.sign_in.require.from')}
          description={t('application.sign_in.require.from_hint')}
          value={day}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  );
};

/** Marks a method of which people need an identifier. */
export const RequiredBadge = ({ required, requiredFrom }: Requirement) => {
  const { t } = useTranslation('administration');
  const dateText = useDateText();
  if (required === null) return null;
  const isLater = requiredFrom !== null && new Date(requiredFrom) > new Date();
  return (
    <Badge tone={isLater ? 'neutral' : 'warning'}>
      {isLater
        ? t('application.sign_in.require.badge_from', { date: dateText(requiredFrom) })
        : t(`application.sign_in.require.${required === 'one' ? 'badge_any' : 'badge'}`)}
    </Badge>
  );
};
