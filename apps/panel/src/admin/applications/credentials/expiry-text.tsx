import type { ClientCredential } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { Badge } from '../../../components/badge';
import type { BadgeProps } from '../../../components/badge';
import { expiryOf } from './credential-expiry';

const tones = { future: 'warning', good: 'neutral', soon: 'warning', over: 'bad' } as const satisfies Record<
  string,
  BadgeProps['tone']
>;

interface ExpiryProps {
  readonly credential: Pick<ClientCredential, 'starts_at' | 'expires_at'>;
}

/** The remaining validity of a credential in words; colour only repeats them. */
export const ExpiryBadge = ({ credential }: ExpiryProps) => {
  const { t } = useTranslation('certificate');
  const expiry = expiryOf(credential);
  if (!expiry) return null;
  const { phase, days } = expiry;
  const words = {
    future: () => t('in_days', { count: days }),
    good: () => t('days_left', { count: days }),
    soon: () => (days === 0 ? t('last_day') : t('days_left', { count: days })),
    over: () => t('state.expired'),
  };
  return <Badge tone={tones[phase]}>{words[phase]()}</Badge>;
};

/** The same as a sentence. */
export const ExpiryText = ({ credential }: ExpiryProps) => {
  const { t } = useTranslation('administration');
  const date = useDateText();
  const { expires_at: until } = credential;
  if (until === null) return t('credentials.never_expires');
  const over = expiryOf(credential)?.phase === 'over';
  return t(over ? 'certificate:expired_on' : 'certificate:valid_until', { date: date(until) });
};
