import type { PresentedAttempt } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useState } from 'react';
import { guessBrowser } from '../interaction/browser';
import { declined } from '../interaction/browser-memory';
import { HelpLink } from './help-link';

/**
 * The person asked for another certificate, on a host without a remembered choice, and the browser sent the same one.
 */
export const SameAgain = ({ attempt }: { readonly attempt: PresentedAttempt }) => {
  const { t } = useTranslation('widget');
  const [same] = useState(() => declined.has(attempt));
  if (!same) return null;
  if (attempt.certificate === null) return <Alert tone="warning" title={t('refused.same_none')} />;
  return (
    <Alert tone="warning" title={t('refused.same_title')} actions={<HelpLink label={t('refused.how_to_choose')} />}>
      {t(`refused.same.${guessBrowser().name}`)}
    </Alert>
  );
};
