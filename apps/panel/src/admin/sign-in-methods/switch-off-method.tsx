import type { SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMethodName } from '../../api/method-names';
import { problemOf } from '../../api/problem-of';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { LockedOut } from './locked-out';

export interface SwitchOffMethodProps {
  readonly method: SignInMethodRecord | null;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A retry cannot help: someone needs another sign-in method first. */
const locksOutOwners = (error: unknown): boolean =>
  error !== null && problemOf(error).code === 'sign_in_method.locks_out_owners';

/** Asks before a sign-in method is disabled, and names the people it would lock out. */
export const SwitchOffMethod = ({ method, ...dialog }: SwitchOffMethodProps) => {
  const { t } = useTranslation('panel');
  const methodName = useMethodName();
  const name = method ? methodName(method) : '';
  return (
    <ConfirmDialog
      opened={method !== null}
      title={t('methods.ask_switch_off', { name })}
      confirmLabel={t('methods.switch_off')}
      onlyCancel={locksOutOwners(dialog.error)}
      {...dialog}
    >
      {method && <LockedOut methodId={method.id} />}
    </ConfirmDialog>
  );
};
