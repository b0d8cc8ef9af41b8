import type { RequiredIdentifierView, RequiredIdentifiersView } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { Alert, Button, type CertificateCard, Icon } from '@postern/ui';
import { ContactLink } from '../appearance/contact-link';
import { useFlow } from '../interaction/interaction-flow';
import { useStep } from '../interaction/use-step';
import { AccountLabel } from '../parts/account-label';
import { MethodList } from '../parts/method-list';
import { ProblemAlert } from '../parts/problem-alert';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';
import styles from './required.screen.module.css';

interface CardProps {
  /** Comes with the screens of refused certificates: a chunk that two screens share would be part of the first page. */
  readonly Card: typeof CertificateCard | undefined;
}

/** The person lacks an identifier that the application requires: what it is, and how to add it now or whom to ask. */
export const RequiredScreen = ({ Card }: CardProps) => {
  const { view } = useFlow();
  const { t } = useTranslation('required');
  const { required } = view;
  if (!required) return null;
  if (required.adding) return <AddingScreen adding={required.adding} Card={Card} />;
  const { account, identifiers, obstacle } = required;
  const title = t('title', { application: view.application.name });
  const each = identifiers.filter(({ requirement }) => requirement === 'each');
  const one = identifiers.filter(({ requirement }) => requirement === 'one');
  return (
    <>
      <Heading pageTitle={title}>{title}</Heading>
      <div className={stack.loose}>
        <AccountLabel account={account} />
        {each.length > 0 && <Identifiers heading={t('each')} identifiers={each} />}
        {one.length > 0 && <Identifiers heading={t(each.length > 0 ? 'also_any' : 'any')} identifiers={one} />}
        {obstacle === null && view.methods.length > 0 && (
          <section className={stack.stack} aria-label={t('add')}>
            <p>{t('add')}</p>
            <MethodList methods={view.methods} onOpen={() => undefined} />
          </section>
        )}
        {obstacle === 'level' && <Alert tone="warning" title={t('level')} />}
        <Ways required={required} />
      </div>
    </>
  );
};

interface IdentifiersProps {
  readonly heading: string;
  readonly identifiers: readonly RequiredIdentifierView[];
}

const Identifiers = ({ heading, identifiers }: IdentifiersProps) => {
  const { t, i18n } = useTranslation('required');
  return (
    <section className={stack.stack} aria-label={heading}>
      <p>{heading}</p>
      <ul className={styles.identifiers}>
        {identifiers.map(({ id, name, labels, missing }) => (
          <li key={id} className={styles.identifier}>
            <span className={styles.name}>{name ?? labels[i18n.language].methodName}</span>
            <span className={styles.state}>
              <Icon name={missing ? 'dash' : 'check'} small />
              {t(missing ? 'missing' : 'present')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** A bare e-mail address; other texts with an @ are no link. */
const mailbox = /^[^\s@/:]+@[^\s@/:]+$/;

/** On without it, to another sign-in, or back. */
const Ways = ({ required }: { readonly required: RequiredIdentifiersView }) => {
  const { api, view, reload } = useFlow();
  const { busy, problem, run } = useStep();
  const { t } = useTranslation('required');
  const dateText = useDateText();
  const { account, obstacle, skippable, from, contact } = required;
  const application = view.application.name;
  const useAnother = async (): Promise<void> => {
    await api.signOut(account.id);
    await reload();
  };
  const [before, after] = t('contact', { contact: '\u0000' }).split('\u0000');
  return (
    <>
      {problem && <ProblemAlert problem={problem} />}
      {obstacle === 'proof' && <p>{t('proof')}</p>}
      {skippable && <p className={stack.note}>{from === null ? t('daily') : t('until', { date: dateText(from) })}</p>}
      <div className={stack.stack}>
        {obstacle === 'proof' && (
          <Button wide look="primary" busy={busy === 'prove'} onClick={() => void run('prove', api.proveAgain)}>
            {t('prove')}
          </Button>
        )}
        {skippable && (
          <Button wide busy={busy === 'skip'} onClick={() => void run('skip', api.skipIdentifiers)}>
            {t('skip')}
          </Button>
        )}
        <Button wide busy={busy === 'other'} onClick={() => void run('other', useAnother)}>
          {t('other')}
        </Button>
        <Button wide busy={busy === 'abort'} onClick={() => void run('abort', api.abort, 'aborted')}>
          {t('back', { application })}
        </Button>
      </div>
      <p className={stack.note}>
        {contact === null ? (
          t('contact_nobody')
        ) : (
          <>
            {before}
            <ContactLink address={mailbox.test(contact) ? `mailto:${contact}` : contact}>{contact}</ContactLink>
            {after}
          </>
        )}
      </p>
    </>
  );
};

interface AddingProps extends CardProps {
  readonly adding: NonNullable<RequiredIdentifiersView['adding']>;
}

/** Browsers may send a certificate without asking, on a shared computer somebody else's: its name is read before it is added. */
const AddingScreen = ({ adding, Card }: AddingProps) => {
  const { api, view } = useFlow();
  const { busy, problem, run } = useStep();
  const { t } = useTranslation('required');
  const title = t('adding');
  const action = view.methods.find(({ id }) => id === adding.methodId)?.action;
  const another = action?.kind === 'navigate' ? (action.freshStartUrl ?? action.startUrl) : null;
  return (
    <>
      <Heading pageTitle={title} lead={t('adding_text')}>
        {title}
      </Heading>
      <div className={stack.loose}>
        {problem && <ProblemAlert problem={problem} />}
        {adding.certificate && Card && <Card certificate={adding.certificate} state="not_linked" />}
        <div className={stack.stack}>
          <Button
            wide
            look="primary"
            busy={busy === 'add'}
            onClick={() => void run('add', () => api.addIdentifier(adding.attempt))}
          >
            {t('confirm')}
          </Button>
          {problem?.code === 'sign_in.ended' && (
            <Button wide busy={busy === 'prove'} onClick={() => void run('prove', api.proveAgain)}>
              {t('prove')}
            </Button>
          )}
          <Button wide busy={busy === 'abort'} onClick={() => void run('abort', api.abort, 'aborted')}>
            {t('back', { application: view.application.name })}
          </Button>
        </div>
        {another !== null && (
          <p>
            <a href={another}>{t('another')}</a>
          </p>
        )}
      </div>
    </>
  );
};
