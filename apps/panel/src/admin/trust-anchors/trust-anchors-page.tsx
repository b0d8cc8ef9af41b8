import { Button, Skeleton } from '@mantine/core';
import type { ClientTrustAnchor } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import { useState } from 'react';
import { IfMay } from '../../api/may';
import { CardFoot, CardList } from '../../components/card-foot';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { EmptyState } from '../../components/empty-state';
import { IconTrustAnchor } from '../../components/icons';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { useLast } from '../../components/use-last';
import { useOpened } from '../../components/use-opened';
import { When } from '../../components/when';
import { AddButton } from '../../components/add-button';
import { Page } from '../../layout/page';
import { useClientTrustAnchors, useDeleteClientTrustAnchor } from './trust-anchors.api';
import { AddTrustAnchor } from './add-trust-anchor';
import { ExpiringCertificatesNotice } from '../inventory/expiring-certificates-notice';

/** CAs trusted for applications' certificates; never for people's. */
export const ClientTrustAnchorsPage = () => {
  const { t } = useTranslation('administration');
  const { data: trustAnchors, error } = useClientTrustAnchors();
  const distrust = useDeleteClientTrustAnchor();
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
      title={t('trust_anchors.title')}
      description={t('trust_anchors.description')}
      action={
        <AddButton scope="update:tenant_settings" onClick={() => form.open('add')}>
          {t('trust_anchors.add')}
        </AddButton>
      }
    >
      <ExpiringCertificatesNotice use="application_trust_anchor" />
      <ProblemAlert error={error} />
      {!trustAnchors && !error && <Skeleton height={160} role="img" aria-label={t('panel:loading')} />}
      {trustAnchors?.length === 0 && (
        <EmptyState
          icon={<IconTrustAnchor size={20} stroke={1.5} />}
          title={t('trust_anchors.none')}
          text={t('trust_anchors.none_text')}
        />
      )}
      <CardList>
        {trustAnchors?.map((trustAnchor) => (
          <CertificateCard key={trustAnchor.id} certificate={trustAnchor.certificate} label={trustAnchor.name}>
            <CardFoot>
              <span>
                {t('trust_anchors.since')} <When at={trustAnchor.createdAt} />
              </span>
              <IfMay scope="update:tenant_settings">
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('trust_anchors.delete_named', { name: trustAnchor.name })}
                  onClick={() => setDeleted(trustAnchor)}
                >
                  {t('credentials.action.delete')}
                </Button>
              </IfMay>
            </CardFoot>
          </CertificateCard>
        ))}
      </CardList>
      <AddTrustAnchor key={form.round} opened={form.opened !== null} onClose={form.close} />
      <ConfirmDialog
        opened={deleted !== null}
        title={t('trust_anchors.ask_delete', { name: asked?.name ?? '' })}
        confirmLabel={t('credentials.action.delete')}
        pending={distrust.isPending}
        error={distrust.error}
        onConfirm={() =>
          deleted &&
          distrust.mutate(deleted.id, {
            onSuccess: () => {
              toast(t('trust_anchors.deleted', { name: deleted.name }));
              closeQuestion();
            },
          })
        }
        onClose={closeQuestion}
      >
        {t('trust_anchors.ask_delete_text')}
      </ConfirmDialog>
    </Page>
  );
};
