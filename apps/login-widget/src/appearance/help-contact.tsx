import { useTranslation } from '@postern/i18n';
import { useAppearance } from './appearance-context';
import { ContactLink } from './contact-link';

/** Who helps people that cannot sign in. */
export const HelpContact = () => {
  const { helpContact } = useAppearance();
  const { t } = useTranslation('widget');
  if (helpContact === null) return null;
  const { protocol, host, pathname } = new URL(helpContact);
  return (
    <p>
      {t('help_contact')}{' '}
      <ContactLink address={helpContact}>{protocol === 'mailto:' ? decodeURIComponent(pathname) : host}</ContactLink>
    </p>
  );
};
