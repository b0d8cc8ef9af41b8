import { managementApiName } from '@postern/contracts';
import type { ConsentScope } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Button, Icon } from '@postern/ui';
import { useFlow } from '../interaction/interaction-flow';
import { useStep } from '../interaction/use-step';
import { AccountLabel } from '../parts/account-label';
import { ProblemAlert } from '../parts/problem-alert';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';
import styles from './consent.screen.module.css';

/** What an application asks for, and the person's answer. */
export const ConsentScreen = () => {
  const { api, view } = useFlow();
  const { busy, problem, run } = useStep();
  const { t } = useTranslation('widget');
  const application = view.application.name;
  const { homepageUrl } = view.application;
  const host = homepageUrl !== null && URL.canParse(homepageUrl) ? new URL(homepageUrl).host : null;
  if (!view.consent) return null;

  return (
    <>
      <Heading pageTitle={t('consent.title', { application })} lead={t('consent.lead')}>
        {t('consent.title', { application })}
      </Heading>
      <div className={stack.loose}>
        {problem && <ProblemAlert problem={problem} />}
        <div className={styles.account}>
          <AccountLabel account={view.consent.account} />
        </div>
        <ul className={styles.scopes}>
          {view.consent.scopes.map((scope) => (
            <Scope key={`${scope.api} ${scope.scope}`} {...scope} />
          ))}
        </ul>
        {host !== null && <p>{t('consent.goes_to', { host })}</p>}
        <p className={stack.note}>{t('consent.remembered')}</p>
        <div className={styles.answers}>
          <Button busy={busy === 'deny'} onClick={() => void run('deny', api.abort, 'aborted')}>
            {t('consent.deny')}
          </Button>
          <Button look="primary" busy={busy === 'allow'} onClick={() => void run('allow', api.allow)}>
            {t('consent.allow')}
          </Button>
        </div>
      </div>
    </>
  );
};

/** A permission in words: the API's own, else the catalogue's, else the scope's name. */
const Scope = ({ scope, api, description, claims }: ConsentScope) => {
  const { t } = useTranslation('widget');
  const key = `consent.scope.${scope.replaceAll(/[.:]/g, '_')}` as 'consent.scope.openid';
  const names = claims.map((claim) => t(`consent.claim.${claim}` as 'consent.claim.name', { defaultValue: claim }));
  const more = api ?? names.join(', ');
  return (
    <li className={styles.scope}>
      <Icon name="check" small />
      <span>
        {description ?? (api === null || api === managementApiName ? t(key, { defaultValue: scope }) : scope)}
        {more !== '' && <span className={styles.claims}>{more}</span>}
      </span>
    </li>
  );
};
