import { Button } from '@mantine/core';
import type { CertificateBlockRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay } from '../../api/may';
import { Badge } from '../../components/badge';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { useLast } from '../../components/use-last';
import { useOpened } from '../../components/use-opened';
import { When } from '../../components/when';
import { AddButton } from '../../components/add-button';
import { BlockCertificate } from './block-certificate';
import { useBlocks, useUnblockCertificate } from './revocation.api';
import styles from './revocation.module.css';

const nameOf = ({ name, sha256, serialNumber }: CertificateBlockRecord): string =>
  name ?? serialNumber ?? sha256?.slice(0, 16) ?? '';

const BlockRow = ({ block, onRemove }: { readonly block: CertificateBlockRecord; readonly onRemove: () => void }) => {
  const { t } = useTranslation('administration');
  const { reason, until, createdAt, createdBy, sha256, issuer, serialNumber } = block;
  const name = nameOf(block);
  const ended = until !== null && Date.parse(until) <= Date.now();
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.name}>
          <bdi>{name}</bdi>
          <Badge tone={ended ? 'neutral' : 'bad'}>
            {t(ended ? 'revocation.blocks.ended' : 'revocation.blocks.active')}
          </Badge>
        </p>
        <p className={styles.line}>{reason}</p>
        <p className={styles.detail}>{sha256 ?? `${issuer ?? ''} · ${serialNumber ?? ''}`}</p>
        <p className={styles.detail}>
          {t('revocation.blocks.since')} <When at={createdAt} />
          {createdBy && ` · ${createdBy.name}`}
          {until && (
            <>
              {' · '}
              {t('revocation.blocks.ends')} <When at={until} />
            </>
          )}
        </p>
      </div>
      <IfMay scope="update:revocation">
        <Button
          variant="default"
          size="xs"
          aria-label={t('revocation.blocks.remove_named', { name })}
          onClick={onRemove}
        >
          {t('revocation.blocks.remove')}
        </Button>
      </IfMay>
    </li>
  );
};

/** Certificates blocked here, whatever their CA says. */
export const BlockedCertificates = () => {
  const { t } = useTranslation('administration');
  const { data: blocks, error } = useBlocks();
  const unblock = useUnblockCertificate();
  const form = useOpened<'add'>();
  const [removed, setRemoved] = useState<CertificateBlockRecord | null>(null);
  const asked = useLast(removed);
  const closeQuestion = (): void => {
    setRemoved(null);
    unblock.reset();
  };

  return (
    <section className={styles.section} aria-labelledby="blocked-certificates">
      <div className={styles.heading}>
        <h2 id="blocked-certificates">{t('revocation.blocks.title')}</h2>
        <AddButton scope="update:revocation" onClick={() => form.open('add')}>
          {t('revocation.blocks.add')}
        </AddButton>
      </div>
      <ProblemAlert error={error} />
      {blocks?.length === 0 && <p>{t('revocation.blocks.none')}</p>}
      <ul className={styles.rows}>
        {blocks?.map((block) => (
          <BlockRow key={block.id} block={block} onRemove={() => setRemoved(block)} />
        ))}
      </ul>
      <BlockCertificate key={form.round} opened={form.opened !== null} onClose={form.close} />
      <ConfirmDialog
        opened={removed !== null}
        title={t('revocation.blocks.ask_remove', { name: asked ? nameOf(asked) : '' })}
        confirmLabel={t('revocation.blocks.remove')}
        destructive={false}
        pending={unblock.isPending}
        error={unblock.error}
        onConfirm={() =>
          removed &&
          unblock.mutate(removed.id, {
            onSuccess: () => {
              toast(t('revocation.blocks.removed', { name: nameOf(removed) }));
              closeQuestion();
            },
          })
        }
        onClose={closeQuestion}
      >
        {t('revocation.blocks.ask_remove_text')}
      </ConfirmDialog>
    </section>
  );
};
