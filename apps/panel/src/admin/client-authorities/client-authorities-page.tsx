import { Button, Skeleton } from '@mantine/core';
import type { ClientTrustAnchor } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import { useState } from 'react';
import { IfMay } from '../../api/may';
import { CardFoot, CardList } from '../../components/card-foot';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { EmptyState } from '../../components/empty-state';
import { IconAuthority, IconPlus } from '../../components/icons';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { useLast } from '../../components/use-last';
import { useOpened } from '../../components/use-opened';
import { When } from '../../components/when';
import { Page } from '../../layout/page';
import { useClientAuthorities, useDistrustAuthority } from './client-authorities.api';
import { TrustAuthority } from './trust-authority';

/** Whose certificates applications may present; never those of people. */
export const ClientAuthoritiesPage = () => {
  const { t } = useTranslation('administration');
  const { data: authorities, error } = useClientAuthorities();
  const distrust = useDistrustAuthority();
  const form = useOpened<'add'>();
  const [deleted, setDeleted] = useState<ClientTrustAnchor | null>(null);
  const asked = useLast(deleted);
  const closeQuestion = (): void => {
    setDeleted(null);
    distrust.reset();
  };

  return (
    <Page
      narrow
      title={t('authorities.title')}
      description={t('authorities.description')}
      action={
        <IfMay scope="update:tenant_settings">
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => form.open('add')}>
            {t('authorities.add')}
          </Button>
        </IfMay>
      }
    >
      <ProblemAlert error={error} />
      {!authorities && !error && <Skeleton height={160} aria-label={t('panel:loading')} />}
      {authorities?.length === 0 && (
        <EmptyState
          icon={<IconAuthority size={20} stroke={1.5} />}
          title={t('authorities.none')}
          text={t('authorities.none_text')}
        />
      )}
      <CardList>
        {authorities?.map((authority) => (
          <CertificateCard key={authority.id} certificate={authority.certificate} label={authority.name}>
            <CardFoot>
              <span>
                {t('authorities.since')} <When at={authority.created_at} />
              </span>
              <IfMay scope="update:tenant_settings">
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('authorities.delete_named', { name: authority.name })}
                  onClick={() => setDeleted(authority)}
                >
                  {t('credentials.action.delete')}
                </Button>
              </IfMay>
            </CardFoot>
          </CertificateCard>
        ))}
      </CardList>
      <TrustAuthority key={form.round} opened={form.opened !== null} onClose={form.close} />
      <ConfirmDialog
        opened={deleted !== null}
        title={t('authorities.ask_delete', { name: asked?.name ?? '' })}
        confirmLabel={t('credentials.action.delete')}
        pending={distrust.isPending}
        error={distrust.error}
        onConfirm={() =>
          deleted &&
          distrust.mutate(deleted.id, {
            onSuccess: () => {
              toast(t('authorities.deleted', { name: deleted.name }));
              closeQuestion();
            },
          })
        }
        onClose={closeQuestion}
      >
        {t('authorities.ask_delete_text')}
      </ConfirmDialog>
    </Page>
  );
};
