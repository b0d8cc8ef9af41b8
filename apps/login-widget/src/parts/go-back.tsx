import { useTranslation } from '@postern/i18n';
import { Button } from '@postern/ui';

/** Link to the previous page; renders nothing if the page was opened in a new tab. */
export const GoBack = ({ look }: { readonly look: 'primary' | 'secondary' }) => {
  const { t } = useTranslation('widget');
  if (history.length < 2) return null;
  return (
    <Button wide look={look} onClick={() => history.back()}>
      {t('problem.back')}
    </Button>
  );
};
