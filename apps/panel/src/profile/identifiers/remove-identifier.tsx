import type { Identifier } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { isStaleProof } from '../../api/problem-of';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { toast } from '../../components/toast';
import { keepInterruption } from '../../session/interruption';
import { useRemoveIdentifier } from '../api/identifiers.api';

export interface RemoveIdentifierProps {
  readonly identifier: Identifier | null;
  readonly onClose: () => void;
}

export const RemoveIdentifier = ({ identifier, onClose }: RemoveIdentifierProps) => {
  const { t } = useTranslation('panel');
  const remove = useRemoveIdentifier();
  const close = (): void => {
    onClose();
    remove.reset();
  };
  const confirm = (): void => {
    if (!identifier) return;
    remove.mutate(identifier.id, {
      onSuccess: () => {
        toast(t('profile.identifiers.removed', { name: identifier.label }));
        close();
      },
      onError: (refusal) => {
        if (isStaleProof(refusal)) keepInterruption('removeIdentifier', { id: identifier.id });
      },
    });
  };

  return (
    <ConfirmDialog
      opened={identifier !== null}
      title={t('profile.identifiers.ask_remove', { name: identifier?.label ?? '' })}
      confirmLabel={t('profile.identifiers.remove')}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={close}
    >
      {t('profile.identifiers.ask_remove_text')}
    </ConfirmDialog>
  );
};
