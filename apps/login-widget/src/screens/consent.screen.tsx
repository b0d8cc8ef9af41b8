import { managementApiName, profileFieldLabel } from '@postern/contracts';
import type { ConsentIdentifier, ConsentScope } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Button, Icon } from '@postern/ui';
import { useState } from 'react';
import { useFlow } from '../interaction/interaction-flow';
import { useStep } from '../interaction/use-step';
import { AccountLabel } from '../parts/account-label';
import { ProblemAlert } from '../parts/problem-alert';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';
import styles from './consent.screen.module.css';

/** The permissions that an application requests, and the person's answer. */
export const ConsentScreen = () => {
  const { api, view } = useFlow();
  const { busy, problem, run } = useStep();
  const { t } = useTranslation('consent');
  const [changed, setChanged] = useState<Readonly<Record<string, boolean>>>({});
  const application = view.application.name;
  const { homepageUrl } = view.application;
  const host = homepageUrl !== null && URL.canParse(homepageUrl) ? new URL(homepageUrl).host : null;
  if (!view.consent) return null;
  const { account, scopes, identifiers } = view.consent;
  const isTicked = ({ id, released, required }: ConsentIdentifier): boolean => required || (changed[id] ?? released);
  const insists = identifiers.some(({ required }) => required);
  const title = t(insists ? 'needs_certificate' : 'title', { application });
  const others = scopes.length > 0 ? t('lead') : undefined;
  const allow = () => api.allow(identifiers.filter(isTicked).map(({ id }) => id));

  return (
    <>
      <Heading pageTitle={title} lead={insists && scopes.length === 0 ? t('needed') : others}>
        {title}
      </Heading>
      <div className={stack.loose}>
        {problem && <ProblemAlert problem={problem} />}
        <div className={styles.account}>
          <AccountLabel account={account} />
        </div>
        {scopes.length > 0 && (
          <ul className={styles.scopes}>
            {scopes.map((scope) => (
              <Scope key={`${scope.api} ${scope.scope}`} {...scope} />
            ))}
          </ul>
        )}
        {identifiers.length > 0 && (
          <fieldset className={styles.scopes}>
            <legend className={styles.legend}>{t('identifiers')}</legend>
            {identifiers.map((identifier) => (
              <Identifier
                key={identifier.id}
                identifier={identifier}
                ticked={isTicked(identifier)}
                tick={(ticked) => setChanged({ ...changed, [identifier.id]: ticked })}
              />
            ))}
          </fieldset>
        )}
        {host !== null && <p>{t('goes_to', { host })}</p>}
        <p className={stack.note}>{t('remembered')}</p>
        <div className={styles.answers}>
          <Button busy={busy === 'deny'} onClick={() => void run('deny', api.abort, 'aborted')}>
            {t('deny')}
          </Button>
          <Button look="primary" busy={busy === 'allow'} onClick={() => void run('allow', allow)}>
            {t(insists ? 'allow_always' : 'allow')}
          </Button>
        </div>
      </div>
    </>
  );
};

interface IdentifierProps {
  readonly identifier: ConsentIdentifier;
  readonly ticked: boolean;
  readonly tick: (ticked: boolean) => void;
}

/** An identifier that the application will see unless it is unticked; a required one has no checkbox. */
const Identifier = ({ identifier, ticked, tick }: IdentifierProps) => {
  const { t } = useTranslation('consent');
  const { label, method, certificate, required } = identifier;
  const facts = [method.name, certificate?.issuerName, certificate?.serialNumber].filter(Boolean).join(' · ');
  return (
    <label className={styles.scope}>
      {required ? (
        <Icon name="check" small />
      ) : (
        <input
          type="checkbox"
          className={styles.tick}
          checked={ticked}
          onChange={({ target }) => tick(target.checked)}
        />
      )}
      <span>
        {label}
        <span className={styles.claims}>{facts}</span>
        {required && <span className={styles.claims}>{t('required')}</span>}
      </span>
    </label>
  );
};

/** A permission as text: the API's own, else the catalogue's, else the scope's name. */
const Scope = ({ scope, api, description, claims, fields = [] }: ConsentScope) => {
  const { t, i18n } = useTranslation('consent');
  const key = `scope.${scope.replaceAll(/[.:]/g, '_')}` as 'scope.openid';
  const names = claims.map((claim) => t(`claim.${claim}` as 'claim.name', { defaultValue: claim }));
  const more = api ?? [...names, ...fields.map((field) => profileFieldLabel(field, i18n.language))].join(', ');
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
