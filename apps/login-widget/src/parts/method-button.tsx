import type { SignInMethodView } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { classNames, Icon, MethodIcon, Spinner } from '@postern/ui';
import { useAppearance } from '../appearance/appearance-context';
import { startedMethods } from '../interaction/browser-memory';
import { asksInBrowser } from '../interaction/order-methods';
import { useId } from 'react';
import styles from './method-button.module.css';
import { leavesThisPage } from './use-departing';

export interface MethodButtonProps {
  readonly method: SignInMethodView;
  readonly primary?: boolean;
  readonly compact?: boolean;
  /** The browser is navigating to this method. */
  readonly departing: boolean;
  /** Called to show the method's form. */
  readonly onOpen: (method: SignInMethodView) => void;
  /** Called when the browser leaves the page. */
  readonly onDepart: (method: SignInMethodView) => void;
}

/** One sign-in method. A method that navigates is a plain link: browsers offer certificates only on navigation. */
export const MethodButton = ({ method, primary, compact, departing, onOpen, onDepart }: MethodButtonProps) => {
  const { t, i18n } = useTranslation('widget');
  const { showMethodLogos } = useAppearance();
  const id = useId();
  const { methodName, hint: words } = method.labels[i18n.language];
  const hint = compact || words === undefined ? undefined : id;
  const className = classNames(styles.method, primary && styles.primary, compact && styles.compact);
  const drawn = compact || showMethodLogos;
  const content = (
    <>
      {departing ? <Spinner /> : drawn && <MethodIcon icon={method.icon} logoUrl={method.logoUrl} />}
      <span className={styles.name}>
        {method.name ?? (asksInBrowser(method) ? t('sign_in.with_certificate') : methodName)}
        {/* Exposed as a description: the accessible name stays the administrator's name for the method. */}
        {hint && (
          <span id={hint} className={styles.hint} aria-hidden="true">
            {words}
          </span>
        )}
      </span>
      {method.lastUsed && <span className={styles.mark}>{t('sign_in.last_used')}</span>}
      {!compact && !method.lastUsed && <Icon name="forward" small />}
    </>
  );

  if (method.action.kind === 'form') {
    return (
      <button type="button" className={className} onClick={() => onOpen(method)}>
        {content}
      </button>
    );
  }
  return (
    <a
      className={className}
      aria-describedby={hint}
      href={method.action.startUrl}
      onClick={(event) => {
        startedMethods.add(method.id);
        if (leavesThisPage(event)) onDepart(method);
      }}
    >
      {content}
    </a>
  );
};
