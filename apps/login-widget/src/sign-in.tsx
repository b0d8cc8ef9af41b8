import type { ErrorCode, InteractionView, SignInMethodView } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useEffect, useState, type ReactNode } from 'react';
import { attemptScreens, consentScreen, entryScreen, organizationScreen, requiredScreen } from './attempt-screens';
import { methodToStart } from './interaction/auto-start';
import { useFlow } from './interaction/interaction-flow';
import { leaveTo } from './interaction/leave-to';
import { autoStarted, startedMethods } from './interaction/browser-memory';
import { usePlace, type Place } from './interaction/use-place';
import { AboutExpiry } from './parts/about-expiry';
import { ExpiryStrip } from './parts/expiry-strip';
import { AccountsScreen } from './screens/accounts.screen';
import { FormScreen } from './screens/form.screen';
import { MethodsScreen } from './screens/methods.screen';
import { SecondScreenContext } from './shell/heading';
import { Page } from './shell/page';
import { TopBar } from './shell/top-bar';

interface SignInProps {
  readonly error: ErrorCode | null;
  /** Shown in place of the screen, if set. */
  readonly children?: ReactNode;
}

export const SignIn = ({ error, children }: SignInProps) => {
  const { view } = useFlow();
  const [auto] = useState(() => findAutoStart(view, error));
  const { place, moved, go } = usePlace(() =>
    auto?.action.kind === 'form' ? { name: 'form', methodId: auto.id, link: false } : { name: 'start' },
  );

  useEffect(() => {
    if (auto?.action.kind !== 'navigate' || autoStarted.has(view.uid)) return;
    autoStarted.add(view.uid);
    leaveTo(auto.action.startUrl);
  }, [auto, view.uid]);

  const Notice = entryScreen()?.MaintenanceNotice;
  const { screen, named } = useScreen({ place, go, error, started: auto });
  return (
    <Page top={<TopBar named={named || Boolean(children)} closable={!children} />} links={<ApplicationLinks />}>
      {view.maintenance && view.step !== 'refused' && Notice && <Notice texts={view.maintenance} />}
      <SecondScreenContext value={moved}>{children || screen}</SecondScreenContext>
      {view.expiring && (
        <AboutExpiry>
          <ExpiryStrip {...view.expiring} />
        </AboutExpiry>
      )}
    </Page>
  );
};

const findAutoStart = (view: InteractionView, error: ErrorCode | null): SignInMethodView | null =>
  methodToStart(view, {
    failed: error !== null,
    pressedBefore: startedMethods.has,
    startedBefore: autoStarted.has(view.uid),
  });

interface Whereabouts {
  readonly place: Place;
  readonly go: (to: Place) => void;
  readonly error: ErrorCode | null;
  readonly started: SignInMethodView | null;
}

/**
 * The screen for a step, and whether to show the application's name above it because the heading does not contain it.
 */
const useScreen = ({
  place,
  go,
  error,
  started,
}: Whereabouts): { readonly screen: ReactNode; readonly named: boolean } => {
  const { view } = useFlow();
  const { attempt, methods, step } = view;
  const open = (method: SignInMethodView, link = false): void => go({ name: 'form', methodId: method.id, link });
  const method = place.name === 'form' ? methods.find(({ id }) => id === place.methodId) : undefined;

  const refused = entryScreen();
  if (step === 'refused' && refused) return { screen: <refused.EntryScreen key="entry" />, named: false };
  const choosing = organizationScreen();
  if (step === 'choose_organization' && choosing)
    return { screen: <choosing.OrganizationScreen key="organization" />, named: false };
  const required = requiredScreen();
  if (step === 'identifiers' && !attempt && required)
    return {
      screen: (
        <required.RequiredScreen
          key={view.required?.adding?.attempt ?? 'required'}
          Card={attemptScreens()?.CertificateCard}
        />
      ),
      named: false,
    };
  const consent = consentScreen();
  if (step === 'consent' && consent) return { screen: <consent.ConsentScreen key="consent" />, named: false };
  if (place.name === 'form' && method) {
    const link = place.link && attempt ? { id: attempt.id, name: attempt.certificate?.name ?? '' } : null;
    const back = methods.length > 1 || attempt ? () => go({ name: 'start' }) : null;
    return {
      screen: (
        <FormScreen key={method.id} method={method} link={link} onBack={back} onHome={() => go({ name: 'methods' })} />
      ),
      named: false,
    };
  }
  const drawn = attemptScreens();
  if (place.name === 'start' && attempt?.newAccount && drawn) {
    const { NewAccountScreen } = drawn;
    const onLink = attempt.linkable ? () => go({ name: 'link' }) : null;
    const props = { attempt, offer: attempt.newAccount, onLink };
    return { screen: <NewAccountScreen key="new-account" {...props} />, named: true };
  }
  if ((place.name === 'start' || place.name === 'link') && attempt && drawn) {
    const { LinkScreen, RefusedScreen } = drawn;
    const Screen = attempt.linkable ? LinkScreen : RefusedScreen;
    return { screen: <Screen key="attempt" attempt={attempt} onOpen={open} />, named: true };
  }
  if (place.name === 'start' && step === 'choose_account' && view.accounts.length > 0) {
    return { screen: <AccountsScreen key="accounts" onAnother={() => go({ name: 'methods' })} />, named: true };
  }
  return { screen: <MethodsScreen key="methods" error={error} started={started} onOpen={open} />, named: false };
};

const ApplicationLinks = () => {
  const { view } = useFlow();
  const { t } = useTranslation('widget');
  const { policyUrl, termsUrl } = view.application;
  if (!policyUrl && !termsUrl) return null;
  return (
    <>
      {policyUrl && <a href={policyUrl}>{t('footer.privacy')}</a>}
      {termsUrl && <a href={termsUrl}>{t('footer.terms')}</a>}
    </>
  );
};
