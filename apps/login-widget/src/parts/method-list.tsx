import type { SignInMethod } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { orderMethods } from '../interaction/order-methods';
import { CompactMethods } from './compact-methods';
import { MethodButton } from './method-button';
import styles from './method-list.module.css';
import { useDeparting } from './use-departing';

interface MethodListProps {
  readonly methods: readonly SignInMethod[];
  /** Whether the one used last, or the only one, may be the step's primary action. */
  readonly emphasize?: boolean;
  readonly onOpen: (method: SignInMethod) => void;
}

/** Ways to sign in: full-width buttons, then compact ones; drawn by what they are, not by who made them. */
export const MethodList = ({ methods, emphasize = true, onOpen }: MethodListProps) => {
  const { t } = useTranslation('widget');
  const [departing, setDeparting] = useDeparting();
  const [asks, setAsks] = useState(false);
  const { main, other } = orderMethods(methods);
  const depart = (method: SignInMethod): void => {
    setDeparting(method.id);
    setAsks(method.action.kind === 'navigate' && method.action.freshStartUrl !== null);
  };

  return (
    <div className={styles.list}>
      {main.length > 0 && (
        <ul className={styles.main}>
          {main.map((method) => (
            <li key={method.id}>
              <MethodButton
                method={method}
                primary={emphasize && (method.lastUsed || methods.length === 1)}
                departing={departing === method.id}
                onOpen={onOpen}
                onDepart={depart}
              />
            </li>
          ))}
        </ul>
      )}
      {other.length > 0 && <CompactMethods methods={other} departing={departing} onOpen={onOpen} onDepart={depart} />}
      <p className={styles.status} role="status">
        {departing !== null && (asks ? t('sign_in.browser_asks') : t('sign_in.departing'))}
      </p>
    </div>
  );
};
