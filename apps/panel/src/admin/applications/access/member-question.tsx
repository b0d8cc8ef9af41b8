import type { ClientMember, ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { ConfirmDialog } from '../../../components/confirm-dialog';
import { toast } from '../../../components/toast';
import { useLast } from '../../../components/use-last';
import { type MemberAction, useChangeMembers } from './access.api';
import { actionTexts } from './member-actions';

/** An action that waits for a confirmation, and for whom. */
export interface AskedMembers {
  readonly action: MemberAction;
  readonly people: readonly ClientMember[];
}

interface MemberQuestionProps {
  readonly client: ClientRecord;
  readonly asked: AskedMembers | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before something is done with people of an application. */
export const MemberQuestion = ({ client, asked, onDone, onClose }: MemberQuestionProps) => {
  const { t } = useTranslation('access');
  const change = useChangeMembers(client.client_id);
  const shown = useLast(asked);
  const action = actionTexts[shown?.action ?? 'member'];
  const people = shown?.people ?? [];
  const name = people.map((person) => person.name).join(', ');
  const close = (): void => {
    change.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={asked !== null}
      title={
        people.length > 1
          ? t('ask.several', { action: t(`action.${action}`), count: people.length })
          : t(`ask.${action}`, { name })
      }
      confirmLabel={t(`action.${action}`)}
      destructive={shown?.action === 'block' || shown?.action === 'remove'}
      pending={change.isPending}
      error={change.error}
      onConfirm={() =>
        asked &&
        change.mutate(
          { action: asked.action, ids: people.map(({ id }) => id) },
          {
            onSuccess: () => {
              toast(t('done', { count: people.length }));
              onDone();
              close();
            },
          },
        )
      }
      onClose={close}
    >
      {people.length > 1 && <p>{name}</p>}
      <p>{t(`ask.${action}_text`, { application: client.name })}</p>
    </ConfirmDialog>
  );
};
