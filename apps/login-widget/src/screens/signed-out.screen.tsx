import { useTranslation } from '@postern/i18n';
import { ButtonLink } from '@postern/ui';
import { Sign } from '../parts/sign';
import { Heading } from '../shell/heading';
import { Page } from '../shell/page';
import stack from '../shell/stack.module.css';

/** Postern's own application: a way in again that needs no other. */
const profile = '/panel/profile';

interface SignedOutScreenProps {
  /** The person chose to leave the application only. */
  readonly still: boolean;
}

/** The end of a sign-out that no application takes over. */
export const SignedOutScreen = ({ still }: SignedOutScreenProps) => {
  const { t } = useTranslation('widget');
  const [title, text] = still
    ? [t('signed_out.still_title'), t('signed_out.still_text')]
    : [t('signed_out.title'), t('signed_out.text')];
  return (
    <Page top={<Sign name={still ? 'generic' : 'check'} />}>
      <Heading lead={text}>{title}</Heading>
      <div className={stack.loose}>
        <ButtonLink wide href={profile}>
          {still ? t('signed_out.profile') : t('signed_out.again')}
        </ButtonLink>
        {!still && <p className={stack.note}>{t('signed_out.shared')}</p>}
      </div>
    </Page>
  );
};
