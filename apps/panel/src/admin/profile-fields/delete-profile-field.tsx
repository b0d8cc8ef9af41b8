import { profileFieldLabel, type ProfileFieldRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Skeleton } from '@mantine/core';
import { useMethodName } from '../../api/method-names';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { toast } from '../../components/toast';
import { useLast } from '../../components/use-last';
import { useDeleteProfileField, useProfileFieldUsage } from '../api/profile-fields.api';

export interface DeleteProfileFieldProps {
  /** Null while nothing is asked. */
  readonly field: ProfileFieldRecord | null;
  readonly onClose: () => void;
}

/** Says how many people lose their value; names the methods that still need the field. */
export const DeleteProfileField = ({ field, onClose }: DeleteProfileFieldProps) => {
  const { t, i18n } = useTranslation('administration');
  const methodName = useMethodName();
  const usage = useProfileFieldUsage(field?.id ?? null);
  const remove = useDeleteProfileField();
  const asked = useLast(field);
  const name = asked ? profileFieldLabel(asked, i18n.language) : '';
  const methods = usage.data?.methods ?? [];
  const close = (): void => {
    onClose();
    remove.reset();
  };

  return (
    <ConfirmDialog
      opened={field !== null}
      title={t('fields.ask_delete', { name })}
      confirmLabel={t('groups.delete')}
      onlyCancel={!usage.data || methods.length > 0}
      pending={remove.isPending}
      error={usage.error ?? remove.error}
      onConfirm={() =>
        field &&
        remove.mutate(field.id, {
          onSuccess: () => {
            toast(t('groups.deleted', { name }));
            close();
          },
        })
      }
      onClose={close}
    >
      {!usage.data && !usage.error && <Skeleton height={20} />}
      {usage.data && methods.length > 0 && (
        <p>
          {t('fields.in_use', {
            methods: new Intl.ListFormat(i18n.language).format(methods.map((one) => methodName(one))),
          })}
        </p>
      )}
      {usage.data && methods.length === 0 && <p>{t('fields.people', { count: usage.data.people })}</p>}
    </ConfirmDialog>
  );
};
