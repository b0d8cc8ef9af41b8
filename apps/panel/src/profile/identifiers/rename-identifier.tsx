import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Identifier } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { ProblemAlert } from '../../components/problem-alert';
import { useChangeIdentifier } from '../api/identifiers.api';
import styles from './identifiers.module.css';

export interface RenameIdentifierProps {
  readonly identifier: Identifier;
  readonly onDone: () => void;
}

/** Edits an identifier's name in place: Enter saves it, Escape discards it. */
export const RenameIdentifier = ({ identifier, onDone }: RenameIdentifierProps) => {
  const { t } = useTranslation('panel');
  const change = useChangeIdentifier(identifier.id);
  const form = useForm({
    initialValues: { label: identifier.label },
    validate: { label: (label) => (label.trim() ? null : t('form.required')) },
  });

  return (
    <form
      className={styles.foot}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
      onSubmit={form.onSubmit(({ label }) => change.mutate({ label: label.trim() }, { onSuccess: onDone }))}
    >
      <ProblemAlert error={change.error} />
      <div className={styles.rename}>
        <TextInput
          size="xs"
          aria-label={t('profile.identifiers.new_name')}
          maxLength={200}
          autoFocus
          {...form.getInputProps('label')}
        />
        <Button type="submit" size="xs" loading={change.isPending}>
          {t('form.save')}
        </Button>
        <Button variant="default" size="xs" onClick={onDone}>
          {t('dialog.cancel')}
        </Button>
      </div>
    </form>
  );
};
