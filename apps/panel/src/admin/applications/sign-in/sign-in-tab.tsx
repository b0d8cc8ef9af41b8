import { Button, Skeleton } from '@mantine/core';
import { panelClientId } from '@postern/contracts';
import type { ApplicationSignInMethod, ClientRecord, ProviderDescriptor } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay, useMay } from '../../../api/may';
import { ConfirmDialog } from '../../../components/confirm-dialog';
import { ProblemAlert } from '../../../components/problem-alert';
import { toast } from '../../../components/toast';
import { Section } from '../../../layout/page';
import { CreateMethod } from '../../sign-in-methods/create-method';
import { DeleteMethod } from '../../sign-in-methods/delete-method';
import { MethodForm } from '../../sign-in-methods/method-form';
import { useMethod, useMethodTypes } from '../../sign-in-methods/methods.api';
import { RequireIdentifier } from '../../sign-in-methods/require-identifier';
import { onShelf, shelves } from '../../sign-in-methods/placement';
import type { Shelf } from '../../sign-in-methods/placement';
import styles from '../../sign-in-methods/sign-in-methods.module.css';
import { useRowDragging } from '../../sign-in-methods/use-row-dragging';
import { useApplicationMethods, useFollowSystem, usePlaceMethod } from './application-methods.api';
import { PlacedRow } from './placed-row';

type Open =
  | { readonly kind: 'create'; readonly descriptor: ProviderDescriptor }
  | { readonly kind: 'configure' | 'delete' | 'require'; readonly method: ApplicationSignInMethod };

/** The methods that an application's sign-in page shows: its own, and public ones of its organization and of the system. */
export const SignInTab = ({ client: { client_id: clientId } }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('administration');
  const { data, error } = useApplicationMethods(clientId);
  const place = usePlaceMethod(clientId);
  const follow = useFollowSystem(clientId);
  const { data: types } = useMethodTypes();
  const [open, setOpen] = useState<Open | null>(null);
  const [asks, setAsks] = useState(false);
  const mayPlace = useMay()('update:clients', 'update:sign_in_methods');
  const chosen = open !== null && 'method' in open && open.kind !== 'require' ? open.method.id : null;
  const { data: own } = useMethod(chosen);

  const move = (id: string, shelf: Shelf, index: number | null): void => {
    if (shelf === 'disabled') place.mutate({ id, enabled: false });
    else place.mutate({ id, enabled: true, group: shelf, ...(index !== null && { position: index }) });
  };
  const { dragging, grip } = useRowDragging((id, { shelf, index }) => move(id, shelf, index));
  const close = (): void => setOpen(null);

  if (!data) return error ? <ProblemAlert error={error} /> : <Skeleton height={280} />;
  return (
    <Section
      title={t('panel:methods.title')}
      description={t(data.follows ? 'application.sign_in.follows' : 'application.sign_in.own')}
      action={
        <>
          {!data.follows && mayPlace && (
            <Button variant="default" onClick={() => setAsks(true)}>
              {t('application.sign_in.follow')}
            </Button>
          )}
          {clientId !== panelClientId && (
            <IfMay scope="create:sign_in_methods">
              <CreateMethod types={types ?? []} onChoose={(one) => setOpen({ kind: 'create', descriptor: one })} />
            </IfMay>
          )}
        </>
      }
    >
      <ProblemAlert error={place.error} />
      {shelves.map((shelf) => {
        const methods = onShelf(data.methods, shelf);
        const at = dragging?.place?.shelf === shelf ? dragging.place.index : null;
        const others = methods.filter(({ id }) => id !== dragging?.id);
        if (methods.length === 0 && !mayPlace) return null;
        return (
          <section
            key={shelf}
            className={styles.shelf}
            data-shelf={shelf}
            aria-label={t(`panel:methods.shelf.${shelf}.name`)}
          >
            <header className={styles.shelfHead}>
              <h3>{t(`panel:methods.shelf.${shelf}.name`)}</h3>
              <p>{t(`panel:methods.shelf.${shelf}.text`)}</p>
            </header>
            <ul className={styles.rows} data-over={at !== null || undefined}>
              {methods.map((method, index) => (
                <PlacedRow
                  key={method.id}
                  method={method}
                  shelf={shelf}
                  index={index}
                  last={index === methods.length - 1}
                  dragged={dragging?.id === method.id}
                  dropBefore={at !== null && others[at]?.id === method.id}
                  grip={grip}
                  onMove={move}
                  onOpen={(kind, one) => setOpen({ kind, method: one })}
                />
              ))}
              {methods.length === 0 && <li className={styles.nothing}>{t(`panel:methods.shelf.${shelf}.empty`)}</li>}
              {at !== null && at >= others.length && <li className={styles.dropEnd} aria-hidden="true" />}
            </ul>
          </section>
        );
      })}
      {open?.kind === 'create' && (
        <MethodForm descriptor={open.descriptor} method={null} owner={clientId} onClose={close} />
      )}
      {open?.kind === 'configure' && own && (
        <OwnForm types={types ?? []} method={own} owner={clientId} onClose={close} />
      )}
      {open?.kind === 'require' && (
        <RequireIdentifier
          key={open.method.id}
          method={open.method}
          pending={place.isPending}
          error={place.error}
          onSave={(requirement) => place.mutate({ id: open.method.id, ...requirement }, { onSuccess: close })}
          onClose={close}
        />
      )}
      <DeleteMethod method={open?.kind === 'delete' ? (own ?? null) : null} onClose={close} />
      <ConfirmDialog
        opened={asks}
        title={t('application.sign_in.ask_follow')}
        confirmLabel={t('application.sign_in.follow')}
        pending={follow.isPending}
        error={follow.error}
        onConfirm={() =>
          follow.mutate(undefined, {
            onSuccess: () => {
              toast(t('application.sign_in.followed'));
              setAsks(false);
            },
          })
        }
        onClose={() => setAsks(false)}
      >
        <p>{t('application.sign_in.ask_follow_text')}</p>
      </ConfirmDialog>
    </Section>
  );
};

const OwnForm = ({
  types,
  method,
  ...rest
}: { readonly types: readonly ProviderDescriptor[] } & Required<
  Pick<Parameters<typeof MethodForm>[0], 'owner' | 'onClose'>
> & {
    readonly method: NonNullable<Parameters<typeof MethodForm>[0]['method']>;
  }) => {
  const descriptor = types.find(({ type }) => type === method.type);
  return descriptor ? <MethodForm key={method.id} descriptor={descriptor} method={method} {...rest} /> : null;
};
