import { useTranslation } from '@postern/i18n';
import { ButtonLink } from '@postern/ui';
import { Sign } from '../parts/page-sign';
import { Heading } from '../shell/heading';
import { Page } from '../shell/page';
import stack from '../shell/stack.module.css';

/** Postern's own panel: a place to sign in again that needs no other application. */
const profile = '/panel/profile';

/** What has ended: the session, only the visit to one application, or the account itself. */
export type Ending = 'signed_out' | 'still' | 'deleted';

const words = {
  signed_out: ['signed_out.title', 'signed_out.text', 'signed_out.again'],
  still: ['signed_out.still_title', 'signed_out.still_text', 'signed_out.profile'],
  deleted: ['signed_out.deleted_title', 'signed_out.deleted_text', null],
} as const;

/** The end of a sign-out without a redirect to an application. */
export const SignedOutScreen = ({ ending }: { readonly ending: Ending }) => {
  const { t } = useTranslation('widget');
  const [title, text, next] = words[ending];
  return (
    <Page top={<Sign name={ending === 'still' ? 'generic' : 'check'} />}>
      <Heading lead={t(text)}>{t(title)}</Heading>
      <div className={stack.loose}>
        {next && (
          <ButtonLink wide href={profile}>
            {t(next)}
          </ButtonLink>
        )}
        {ending === 'signed_out' && <p className={stack.note}>{t('signed_out.shared')}</p>}
      </div>
    </Page>
  );
};
