import type { ErrorCode, InteractionView, SignInMethodView } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { Alert, Button } from '@postern/ui';
import { useAppearance } from '../appearance/appearance-context';
import { HelpContact } from '../appearance/help-contact';
import { OwnText } from '../appearance/rich-text';
import { useFlow } from '../interaction/interaction-flow';
import { asksInBrowser } from '../interaction/order-methods';
import { useStep } from '../interaction/use-step';
import { HelpLink } from '../parts/help-link';
import { MethodList } from '../parts/method-list';
import { UseAnotherAccount, useRequirementText } from '../parts/requirement';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';

interface MethodsScreenProps {
  /** Why the browser came back without a result. */
  readonly error: ErrorCode | null;
  /** A method that has started automatically. */
  readonly started: SignInMethodView | null;
  readonly onOpen: (method: SignInMethodView) => void;
}

export const MethodsScreen = ({ error, started, onOpen }: MethodsScreenProps) => {
  const { view } = useFlow();
  const { t } = useTranslation('widget');
  const requirementText = useRequirementText();
  const { cardText, title } = useAppearance();
  const application = view.application.name;
  const leadOf = ({ requirement, otherAccountExpected }: InteractionView): string => {
    if (otherAccountExpected === true) return t('sign_in.other_account', { application });
    return requirement ? requirementText(requirement) : t('sign_in.lead');
  };
  if (view.methods.length === 0) return <NoMethod />;

  return (
    <>
      <Heading lead={leadOf(view)}>{title ?? t('sign_in.title', { application })}</Heading>
      <div className={stack.loose}>
        {error && <CameBack error={error} />}
        <MethodList methods={view.methods} started={started} onOpen={onOpen} />
        {view.methods.some(asksInBrowser) && (
          <p className={stack.note}>
            <HelpLink label={t('sign_in.no_certificate')} />
          </p>
        )}
        <UseAnotherAccount />
        <OwnText texts={cardText} />
        {error && <HelpContact />}
      </div>
    </>
  );
};

const CameBack = ({ error }: { readonly error: ErrorCode }) => {
  const { title, text, next } = useErrorText()(error);
  return (
    <Alert tone="warning" title={title}>
      {text} {next}
    </Alert>
  );
};

/** Every method of this application is switched off. */
const NoMethod = () => {
  const { api, view } = useFlow();
  const { busy, run } = useStep();
  const { t } = useTranslation('widget');
  const application = view.application.name;
  return (
    <>
      <Heading lead={t('sign_in.none_text', { application })}>{t('sign_in.none_title')}</Heading>
      <div className={stack.loose}>
        <HelpContact />
        <Button wide look="primary" busy={busy !== null} onClick={() => void run('abort', api.abort, 'aborted')}>
          {t('close', { application })}
        </Button>
      </div>
    </>
  );
};
