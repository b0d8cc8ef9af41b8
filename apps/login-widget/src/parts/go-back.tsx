import { useTranslation } from '@postern/i18n';
import { Button } from '@postern/ui';

/** To where the person came from; nothing when the page was opened in a tab of its own. */
export const GoBack = ({ look }: { readonly look: 'primary' | 'secondary' }) => {
  const { t } = useTranslation('widget');
  if (history.length < 2) return null;
  return (
    <Button wide look={look} onClick={() => history.back()}>
      {t('problem.back')}
    </Button>
  );
};
