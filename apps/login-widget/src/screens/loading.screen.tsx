import { useTranslation } from '@postern/i18n';
import { Skeleton, VisuallyHidden } from '@postern/ui';
import { Page } from '../shell/page';
import stack from '../shell/stack.module.css';
import headingStyles from '../shell/heading.module.css';

/** The usual first screen without its texts, so that nothing moves when they load. */
export const LoadingScreen = () => {
  const { t } = useTranslation('common');
  return (
    <Page busy top={<Skeleton shape="picture" />}>
      <h1 className={headingStyles.unseen}>
        <VisuallyHidden>{t('loading')}</VisuallyHidden>
      </h1>
      <div className={headingStyles.heading}>
        <Skeleton shape="title" short />
        <Skeleton />
      </div>
      <div className={stack.stack}>
        <Skeleton shape="control" />
        <Skeleton shape="control" />
      </div>
    </Page>
  );
};
