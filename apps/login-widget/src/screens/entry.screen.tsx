import { longestAccessMessage, type RefusedEntryView } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { Alert, Button, TextField } from '@postern/ui';
import { useState, type SubmitEvent } from 'react';
import { useFlow } from '../interaction/interaction-flow';
import { useStep } from '../interaction/use-step';
import { AccountLabel } from '../parts/account-label';
import { ProblemAlert } from '../parts/problem-alert';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';

export { MaintenanceNotice } from '../parts/maintenance-notice';

/** The person is signed in, but may not enter the application: why, whom to ask, and what to do now. */
export const EntryScreen = () => {
  const { api, view, reload } = useFlow();
  const { busy, problem, run } = useStep();
  const { t, i18n } = useTranslation('refusal');
  const application = view.application.name;
  const { refusal } = view;
  if (!refusal) return null;
  const { account, reason, contact, mayAsk, asked, organization } = refusal;
  const title = t('title', { application });
  const useAnother = async (): Promise<void> => {
    await api.signOut(account.id);
    await reload();
  };

  return (
    <>
      <Heading
        pageTitle={title}
        lead={
          (reason === 'maintenance' && view.maintenance?.[i18n.language]) ||
          t(`reason.${reason}`, { organization: organization ?? '' })
        }
      >
        {title}
      </Heading>
      <div className={stack.loose}>
        {problem && problem.code !== 'request.too_many' && <ProblemAlert problem={problem} />}
        {problem?.code === 'request.too_many' && <Alert tone="warning" title={t('asked_today')} />}
        <AccountLabel account={account} />
        {asked && <Asked {...asked} />}
        {mayAsk && asked?.state !== 'open' && (
          <AskForAccess
            busy={busy === 'ask'}
            onSend={(message) =>
              void run('ask', async () => {
                await api.askForAccess(message);
                await reload();
              })
            }
          />
        )}
        <p className={stack.note}>
          <Contact contact={contact} />
        </p>
        <div className={stack.stack}>
          <Button wide busy={busy === 'retry'} onClick={() => void run('retry', api.retry)}>
            {t('retry')}
          </Button>
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

const Asked = ({ state, at }: NonNullable<RefusedEntryView['asked']>) => {
  const { t } = useTranslation('refusal');
  const dateText = useDateText();
  return <Alert tone="info" title={t(`asked.${state}`, { date: dateText(at) })} />;
};

const address = /^[^\s@/]+@[^\s@/]+$/;

/** Whom to ask: an e-mail address or an https URL becomes a link. */
const Contact = ({ contact }: Pick<RefusedEntryView, 'contact'>) => {
  const { t } = useTranslation('refusal');
  if (contact === null) return t('contact_nobody');
  const href = address.test(contact) ? `mailto:${contact}` : contact.startsWith('https://') ? contact : null;
  if (href === null) return t('contact', { contact });
  const mark = '\u0000';
  const [before, after] = t('contact', { contact: mark }).split(mark);
  return (
    <>
      {before}
      <a href={href} rel="noreferrer">
        {contact}
      </a>
      {after}
    </>
  );
};

interface AskForAccessProps {
  readonly busy: boolean;
  readonly onSend: (message: string) => void;
}

const AskForAccess = ({ busy, onSend }: AskForAccessProps) => {
  const { t } = useTranslation('refusal');
  const [opened, setOpened] = useState(false);
  const [message, setMessage] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSend(message);
  };
  if (!opened) {
    return (
      <Button wide look="primary" onClick={() => setOpened(true)}>
        {t('ask')}
      </Button>
    );
  }
  return (
    <form className={stack.stack} onSubmit={submit} noValidate>
      <TextField
        name="message"
        label={t('message')}
        hint={t('message_hint')}
        maxLength={longestAccessMessage}
        autoFocus
        value={message}
        onChange={({ target }) => setMessage(target.value)}
      />
      <Button wide look="primary" type="submit" busy={busy}>
        {t('send')}
      </Button>
    </form>
  );
};
