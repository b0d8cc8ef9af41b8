import type { PresentedAttempt, SignInMethodView } from '@postern/contracts';
import { type ErrorText, useErrorText, useTranslation } from '@postern/i18n';
import { CertificateCard, stateOfRefusal } from '@postern/ui';
import { useEffect } from 'react';
import { HelpContact } from '../appearance/help-contact';
import { useFlow } from '../interaction/interaction-flow';
import { startedMethods } from '../interaction/browser-memory';
import { AboutExpiry } from '../parts/about-expiry';
import { MethodList } from '../parts/method-list';
import { Issuers } from '../parts/issuers';
import { NextStepLinks } from '../parts/next-step-links';
import { UseAnotherAccount, useRequirementText } from '../parts/requirement';
import { RenewalSection } from '../parts/renewal-section';
import { SameAgain } from '../parts/same-again';
import { SupportCode } from '../parts/support-code';
import { WhyMissing } from '../parts/why-missing';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';
import { methodOf, nextSteps, otherMethods } from '../interaction/refused-attempt';

interface RefusedScreenProps {
  readonly attempt: PresentedAttempt;
  readonly onOpen: (method: SignInMethodView) => void;
}

/** Why a certificate was refused, which one it was, and what to do now. */
export const RefusedScreen = ({ attempt, onOpen }: RefusedScreenProps) => {
  const { view } = useFlow();
  const { t } = useTranslation('widget');
  const { title, text, next } = useRefusalText(attempt);
  const others = otherMethods(view, attempt);

  // A method that failed does not start automatically next time.
  useEffect(() => startedMethods.remove(attempt.methodId), [attempt.methodId]);

  return (
    <>
      <Heading lead={text} pageTitle={t('page_title', { heading: title, application: view.application.name })}>
        {title}
      </Heading>
      <div className={stack.loose}>
        <SameAgain attempt={attempt} />
        {attempt.certificate && (
          <section className={stack.stack} aria-label={t('refused.presented')}>
            <CertificateCard
              certificate={attempt.certificate}
              judgement={attempt.judgement}
              state={stateOfRefusal(attempt.code)}
            />
            {attempt.acceptedIssuers && <Issuers accepted={attempt.acceptedIssuers} />}
          </section>
        )}
        <p>{next}</p>
        {attempt.renewal && (
          <AboutExpiry>
            <RenewalSection guide={attempt.renewal} />
          </AboutExpiry>
        )}
        <NextStepLinks
          attempt={attempt}
          missing={attempt.code === 'certificate.missing'}
          {...nextSteps(attempt, methodOf(view, attempt))}
        />
        {attempt.code === 'certificate.missing' && <WhyMissing />}
        {others.length > 0 && (
          <>
            <p className={stack.divider}>{t('refused.or')}</p>
            <MethodList methods={others} emphasize={false} onOpen={onOpen} />
          </>
        )}
        <UseAnotherAccount />
        <HelpContact />
        <SupportCode code={attempt.code} requestId={attempt.id} />
      </div>
    </>
  );
};

/** In a step-up, says which account the certificate must belong to. */
const useRefusalText = ({ code }: PresentedAttempt): ErrorText => {
  const { view } = useFlow();
  const { t } = useTranslation('levels');
  const requirementText = useRequirementText();
  const text = useErrorText()(code);
  const { requirement } = view;
  if (!requirement) return text;
  if (code === 'acr.not_reached') return { ...text, next: requirementText(requirement) };
  if (code !== 'handoff.wrong_account' || !requirement.signedIn) return text;
  return {
    title: t('wrong_account.title'),
    text: t('wrong_account.text', { name: requirement.signedIn.name }),
    next: requirementText(requirement),
  };
};
