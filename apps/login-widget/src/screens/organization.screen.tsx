import { useTranslation } from '@postern/i18n';
import { Button, Icon, Spinner } from '@postern/ui';
import { useFlow } from '../interaction/interaction-flow';
import { useStep } from '../interaction/use-step';
import { ProblemAlert } from '../parts/problem-alert';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';
import styles from './organization.screen.module.css';

/** The person is in several organizations, and signs in for one of them. */
export const OrganizationScreen = () => {
  const { api, view, reload } = useFlow();
  const { busy, problem, run } = useStep();
  const { t } = useTranslation('organization');
  const application = view.application.name;
  const { organizations = [], accounts } = view;
  const title = t('title');
  const useAnother = async (): Promise<void> => {
    await api.signOut(accounts[0]?.id ?? '');
    await reload();
  };

  return (
    <>
      <Heading lead={t('lead', { application })} pageTitle={title}>
        {title}
      </Heading>
      <div className={stack.loose}>
        {problem && <ProblemAlert problem={problem} />}
        <ul className={styles.organizations}>
          {organizations.map(({ id, name }) => (
            <li key={id} className={styles.row}>
              <button
                type="button"
                className={styles.organization}
                onClick={() => void run(id, () => api.chooseOrganization(id))}
              >
                <span className={styles.name}>{name}</span>
                {busy === id ? <Spinner /> : <Icon name="forward" small />}
              </button>
            </li>
          ))}
        </ul>
        <div className={stack.stack}>
          <Button wide busy={busy === 'other'} onClick={() => void run('other', useAnother)}>
            {t('other')}
          </Button>
          <Button wide busy={busy === 'abort'} onClick={() => void run('abort', api.abort, 'aborted')}>
            {t('back', { application })}
          </Button>
        </div>
      </div>
    </>
  );
};
