import type { PresentedAttempt, SignInMethodView } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import { useId, useState } from 'react';
import { useFlow } from '../interaction/interaction-flow';
import { MethodList } from '../parts/method-list';
import { NextStepLinks } from '../parts/next-step-links';
import { SameAgain } from '../parts/same-again';
import { Heading } from '../shell/heading';
import stack from '../shell/stack.module.css';
import { methodOf, nextSteps, otherMethods } from '../interaction/refused-attempt';
import styles from './link.screen.module.css';

interface LinkScreenProps {
  readonly attempt: PresentedAttempt;
  /** Opens a form; `link` tells whether to link the certificate if it succeeds. */
  readonly onOpen: (method: SignInMethodView, link: boolean) => void;
}

/** A valid certificate without an account: the person signs in another way, which also links it. */
export const LinkScreen = ({ attempt, onOpen }: LinkScreenProps) => {
  const { view } = useFlow();
  const { t } = useTranslation('widget');
  const { title, text, next } = useErrorText()(attempt.code);
  const [link, setLink] = useState(true);
  const id = useId();
  const { freshUrl } = nextSteps(attempt, methodOf(view, attempt));

  return (
    <>
      <Heading lead={text} pageTitle={t('page_title', { heading: title, application: view.application.name })}>
        {title}
      </Heading>
      <div className={stack.loose}>
        <SameAgain attempt={attempt} />
        {attempt.certificate && (
          <CertificateCard certificate={attempt.certificate} judgement={attempt.judgement} state="not_linked" />
        )}
        <p>{next}</p>
        <div className={styles.choice}>
          <input
            id={id}
            type="checkbox"
            checked={link}
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => setLink(target.checked)}
          />
          <label htmlFor={id}>{t('link.keep')}</label>
          <p id={`${id}-hint`} className={stack.note}>
            {t('link.hint')}
          </p>
        </div>
        <MethodList methods={otherMethods(view, attempt)} onOpen={(method) => onOpen(method, link)} />
        <p className={stack.divider}>{t('refused.or')}</p>
        <NextStepLinks
          attempt={attempt}
          missing={false}
          emphasize={false}
          retryUrl={null}
          freshUrl={freshUrl}
          first="fresh"
        />
      </div>
    </>
  );
};
