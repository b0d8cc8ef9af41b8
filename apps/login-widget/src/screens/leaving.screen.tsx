import { useTranslation } from '@postern/i18n';
import { ButtonLink } from '@postern/ui';
import type { Departure } from '../interaction/interaction-flow';
import { Leaving } from '../parts/leaving';

interface LeavingScreenProps {
  readonly departure: Departure;
  readonly address: string;
  readonly application: string;
}

/** The sign-in is complete; the browser is redirecting to the application. */
export const LeavingScreen = ({ departure, address, application }: LeavingScreenProps) => {
  const { t } = useTranslation('widget');
  const done = departure !== 'aborted';
  return (
    <Leaving
      done={done}
      title={done ? t('leaving.signed_in') : t('leaving.aborted')}
      lead={t(departure === 'linked' ? 'leaving.linked' : 'leaving.text', { application })}
      byHand={<ButtonLink href={address}>{t('leaving.go_on')}</ButtonLink>}
    />
  );
};
