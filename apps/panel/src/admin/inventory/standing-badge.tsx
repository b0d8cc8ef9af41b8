import type { CertificateStandingRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Badge } from '../../components/badge';

const tones = { good: 'good', revoked: 'bad', blocked: 'bad', unknown: 'warning', unchecked: 'neutral' } as const;

/** A certificate's revocation status, in a word. */
export const StandingBadge = ({ standing }: Pick<CertificateStandingRecord, 'standing'>) => {
  const { t } = useTranslation('administration');
  return <Badge tone={tones[standing]}>{t(`inventory.standing.${standing}`)}</Badge>;
};
