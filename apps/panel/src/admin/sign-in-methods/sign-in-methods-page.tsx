import { Skeleton } from '@mantine/core';
import type { ProviderDescriptor, SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useMethodName } from '../../api/method-names';
import { IfMay } from '../../api/may';
import { useOrganizationScope } from '../../api/organization-scope';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { Page, Section } from '../../layout/page';
import { CreateMethod } from './create-method';
import { DeleteMethod } from './delete-method';
import { MethodForm } from './method-form';
import { MethodShelf } from './method-shelf';
import { copiedValues } from './method-values';
import type { MethodValues } from './method-values';
import { useMethods, useMethodTypes, useMoveMethod, useRequireIdentifier } from './methods.api';
import { RequireIdentifier } from './require-identifier';
import { onShelf, shelves } from './placement';
import type { Shelf } from './placement';
import { readLogo } from './read-logo';
import { SwitchOffMethod } from './switch-off-method';
import { TestMethod } from './test-method';
import { useWantedAuthority } from './use-wanted-authority';
import { useRowDragging } from './use-row-dragging';
import { ExpiringCertificatesNotice } from '../inventory/expiring-certificates-notice';

type Open =
  | { readonly kind: 'create'; readonly descriptor: ProviderDescriptor; readonly start?: MethodValues }
  | { readonly kind: 'configure' | 'test' | 'delete' | 'switch_off' | 'require'; readonly method: SignInMethodRecord };

/** The sign-in methods of the system, or of the organization whose pages are shown, in the order of the sign-in page. */
export const SignInMethodsPage = () => {
  const { t } = useTranslation('panel');
  const isPart = useOrganizationScope() !== null;
  const Frame = isPart ? Section : Page;
  const methodName = useMethodName();
  const { data: methods, error } = useMethods();
  const { data: types } = useMethodTypes();
  const [chosen, setOpen] = useState<Open | null>(null);
  const wish = useWantedAuthority(methods);
  const open = chosen ?? wish.open;
  const { move, restore, isPending, reset, error: refused } = useMoveMethod(methods ?? []);
  const requirement = useRequireIdentifier();
  const close = (): void => {
    setOpen(null);
    wish.end();
  };
  const place = (id: string, shelf: Shelf, index: number | null): void => {
    const method = methods?.find((one) => one.id === id);
    // Nobody signs in to the panel by a method of an organization.
    if (shelf !== 'disabled' || !method?.enabled || isPart) return move([id, shelf, index]);
    reset();
    setOpen({ kind: 'switch_off', method });
  };
  const { dragging, grip } = useRowDragging((id, { shelf, index }) => place(id, shelf, index));

  const switchOff = (method: SignInMethodRecord): void =>
    move([method.id, 'disabled', null], () => {
      close();
      toast(t('methods.switched_off', { name: methodName(method) }), {
        label: t('methods.undo'),
        action: () => restore(method),
      });
    });

  const duplicate = async (original: SignInMethodRecord): Promise<void> => {
    const copied = types?.find(({ type }) => type === original.type);
    if (!copied) return;
    const logo = await readLogo(original.logoUrl);
    const nameOf = (name: string): string => t('methods.copy_name', { name });
    const start = copiedValues(copied, original, { name: methodName(original), nameOf, logo });
    setOpen({ kind: 'create', descriptor: copied, start });
  };

  const method = open && 'method' in open ? open.method : null;
  const descriptor =
    open?.kind === 'create'
      ? open.descriptor
      : types?.find(({ type }) => open?.kind === 'configure' && type === method?.type);

  return (
    <Frame
      title={t('methods.title')}
      description={t(isPart ? 'administration:organizations.methods_text' : 'methods.description')}
      action={
        <IfMay scope="create:sign_in_methods">
          <CreateMethod types={types ?? []} onChoose={(one) => setOpen({ kind: 'create', descriptor: one })} />
        </IfMay>
      }
    >
      {!isPart && <ExpiringCertificatesNotice use="sign_in_trust_anchor" />}
      <ProblemAlert error={error ?? (open?.kind === 'switch_off' ? null : refused)} />
      {!methods && !error && <Skeleton height={280} />}
      {methods &&
        shelves.map((shelf) => (
          <MethodShelf
            key={shelf}
            shelf={shelf}
            methods={onShelf(methods, shelf)}
            dragging={dragging}
            grip={grip}
            onMove={place}
            onOpen={(kind, one) => (kind === 'duplicate' ? void duplicate(one) : setOpen({ kind, method: one }))}
          />
        ))}
      {descriptor && (
        <MethodForm
          key={method?.id ?? descriptor.type}
          descriptor={descriptor}
          method={method}
          start={open?.kind === 'create' ? open.start : undefined}
          notice={chosen === null ? wish.notice : null}
          onClose={close}
        />
      )}
      {open?.kind === 'test' && <TestMethod method={open.method} onClose={close} />}
      <SwitchOffMethod
        method={open?.kind === 'switch_off' ? open.method : null}
        pending={isPending}
        error={refused}
        onConfirm={() => open?.kind === 'switch_off' && switchOff(open.method)}
        onClose={close}
      />
      {open?.kind === 'require' && (
        <RequireIdentifier
          key={open.method.id}
          method={open.method}
          pending={requirement.isPending}
          error={requirement.error}
          onSave={(required) => requirement.mutate({ id: open.method.id, ...required }, { onSuccess: close })}
          onClose={close}
        />
      )}
      <DeleteMethod method={open?.kind === 'delete' ? open.method : null} onClose={close} />
    </Frame>
  );
};
