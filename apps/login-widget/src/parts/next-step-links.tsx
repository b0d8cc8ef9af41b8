import type { PresentedAttempt } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { ButtonLink } from '@postern/ui';
import { declined, startedMethods } from '../interaction/browser-memory';
import stack from '../shell/stack.module.css';
import type { NextSteps } from '../interaction/refused-attempt';
import { leavesThisPage, useDeparting } from './use-departing';

interface NextStepLinksProps extends NextSteps {
  readonly attempt: PresentedAttempt;
  /** No certificate was sent, so "another" would be wrong. */
  readonly missing: boolean;
  /** Whether the first of them is the step's primary action. */
  readonly emphasize?: boolean;
}

/** "Use another certificate" and "Try again": plain links, the more helpful one first. */
export const NextStepLinks = ({
  attempt,
  missing,
  emphasize = true,
  retryUrl,
  freshUrl,
  first,
}: NextStepLinksProps) => {
  const { t } = useTranslation('widget');
  const [departing, setDeparting] = useDeparting();
  const links = [
    { id: 'fresh', url: freshUrl, label: missing ? t('refused.choose') : t('refused.use_another') },
    { id: 'retry', url: retryUrl, label: t('common:action.retry') },
  ];
  if (first === 'retry') links.reverse();

  return (
    <div className={stack.stack}>
      {links.map(
        ({ id, url, label }) =>
          url !== null && (
            <ButtonLink
              key={id}
              wide
              look={emphasize && id === first ? 'primary' : 'secondary'}
              href={url}
              busy={departing === id}
              onClick={(event) => {
                startedMethods.add(attempt.methodId);
                if (id === 'fresh') declined.set(attempt);
                else declined.clear();
                if (leavesThisPage(event)) setDeparting(id);
              }}
            >
              {label}
            </ButtonLink>
          ),
      )}
    </div>
  );
};
