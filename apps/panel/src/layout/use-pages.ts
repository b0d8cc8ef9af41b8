import { useTranslation } from '@postern/i18n';
import { useAdministers } from '../api/areas';
import { useMay } from '../api/may';
import { navigationGroups } from './navigation-groups';

/** The pages that the person may read, with the name of their group. */
export const usePages = (): readonly { readonly label: string; readonly note?: string; readonly to: string }[] => {
  const { t } = useTranslation('panel');
  const may = useMay();
  const administers = useAdministers();
  return [
    ...(administers ? [{ label: t('nav.overview'), to: '/admin/overview' }] : []),
    ...navigationGroups.flatMap(({ title, items }) =>
      items
        .filter(({ scope }) => may(scope))
        .map(({ to, label }) => ({ label: t(label), note: t(title), to: to as string })),
    ),
  ];
};
