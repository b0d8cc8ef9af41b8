import { useTranslation } from '@postern/i18n';
import { Icon, Spinner, VisuallyHidden } from '@postern/ui';
import { useState } from 'react';
import { useFlow } from '../interaction/interaction-flow';
import { useStep } from '../interaction/use-step';
import { AccountLabel } from '../parts/account-label';
import { ProblemAlert } from '../parts/problem-alert';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';
import styles from './accounts.screen.module.css';

/** The accounts already signed in in this browser. */
export const AccountsScreen = ({ onAnother }: { readonly onAnother: () => void }) => {
  const { api, view, reload } = useFlow();
  const { busy, problem, run } = useStep();
  const { t } = useTranslation('widget');
  const [gone, setGone] = useState<string | null>(null);
  const application = view.application.name;

  const signOut = async (id: string, name: string): Promise<void> => {
    const done = await run(`out ${id}`, () => api.signOut(id));
    if (!done) return;
    setGone(name);
    await reload();
  };

  return (
    <>
      <Heading
        lead={t('account.lead', { application })}
        pageTitle={t('page_title', { heading: t('account.title'), application })}
      >
        {t('account.title')}
      </Heading>
      <div className={stack.stack}>
        {problem && <ProblemAlert problem={problem} />}
        <VisuallyHidden live>{gone !== null && t('account.signed_out', { name: gone })}</VisuallyHidden>
        <ul className={styles.accounts}>
          {view.accounts.map((account) => {
            const label = t('account.sign_out', { name: account.name });
            return (
              <li key={account.id} className={styles.row}>
                <button
                  type="button"
                  className={styles.account}
                  onClick={() => void run(account.id, () => api.useAccount(account.id))}
                >
                  <AccountLabel account={account} />
                  {busy === account.id ? <Spinner /> : <Icon name="forward" small />}
                </button>
                <button
                  type="button"
                  className={styles.out}
                  aria-label={label}
                  title={label}
                  onClick={() => void signOut(account.id, account.name)}
                >
                  {busy === `out ${account.id}` ? <Spinner /> : t('sign_out.confirm')}
                </button>
              </li>
            );
          })}
        </ul>
        <button type="button" className={styles.another} onClick={onAnother}>
          <span className={styles.plus}>
            <Icon name="plus" />
          </span>
          {t('account.another')}
        </button>
      </div>
    </>
  );
};
