import type { SignInMethodView } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { asksInBrowser, orderMethods, primaryOf } from '../interaction/order-methods';
import { CompactMethods } from './compact-methods';
import { MethodButton } from './method-button';
import styles from './method-list.module.css';
import { useDeparting } from './use-departing';

interface MethodListProps {
  readonly methods: readonly SignInMethodView[];
  /** Whether one of them may be the step's primary action. */
  readonly emphasize?: boolean;
  /** A method that has started automatically. */
  readonly started?: SignInMethodView | null;
  readonly onOpen: (method: SignInMethodView) => void;
}

/** Sign-in methods: full-width buttons, then compact ones; rendered by their kind, not by their provider. */
export const MethodList = ({ methods, emphasize = true, started = null, onOpen }: MethodListProps) => {
  const { t } = useTranslation('widget');
  const [departing, setDeparting] = useDeparting(started?.id);
  const { main, other } = orderMethods(methods);
  const departed = methods.find(({ id }) => id === departing);

  return (
    <div className={styles.list}>
      {main.length > 0 && (
        <ul className={styles.main}>
          {main.map((method) => (
            <li key={method.id}>
              <MethodButton
                method={method}
                primary={emphasize && method === primaryOf(methods)}
                departing={departing === method.id}
                onOpen={onOpen}
                onDepart={({ id }) => setDeparting(id)}
              />
            </li>
          ))}
        </ul>
      )}
      {other.length > 0 && (
        <CompactMethods methods={other} departing={departing} onOpen={onOpen} onDepart={({ id }) => setDeparting(id)} />
      )}
      <p className={styles.status} role="status">
        {departed && (asksInBrowser(departed) ? t('sign_in.browser_asks') : t('sign_in.departing'))}
      </p>
    </div>
  );
};
