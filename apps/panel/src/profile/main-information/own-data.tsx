import { Button } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useMutation } from '@tanstack/react-query';
import { useDownload } from '../../api/use-download';
import { IconDownload } from '../../components/icons';
import { ProblemAlert } from '../../components/problem-alert';
import { Section } from '../../layout/page';

/** Downloads all data stored about the person. */
export const OwnData = () => {
  const { t } = useTranslation('panel');
  const download = useDownload();
  const exporting = useMutation({ mutationFn: () => download('/me/export', 'postern-account.json') });
  return (
    <Section
      title={t('profile.data.title')}
      description={t('profile.data.description')}
      action={
        <Button
          variant="default"
          loading={exporting.isPending}
          leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
          onClick={() => exporting.mutate()}
        >
          {t('profile.data.download')}
        </Button>
      }
    >
      <ProblemAlert error={exporting.error} />
    </Section>
  );
};
