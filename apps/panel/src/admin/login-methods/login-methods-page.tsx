import { Skeleton } from '@mantine/core';
import type { ProviderDescriptor, SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert';
import { Page } from '../../layout/page';
import { CreateMethod } from './create-method';
import { DeleteMethod } from './delete-method';
import { MethodForm } from './method-form';
import { MethodShelf } from './method-shelf';
import { useMethods, useMethodTypes, useMoveMethod } from './methods.api';
import { onShelf, shelves } from './placement';
import { TestMethod } from './test-method';
import { useRowDragging } from './use-row-dragging';

type Open =
  | { readonly kind: 'create'; readonly descriptor: ProviderDescriptor }
  | { readonly kind: 'configure' | 'test' | 'delete'; readonly method: SignInMethodRecord };

/** Which ways to sign in there are, in the order people meet them. */
export const LoginMethodsPage = () => {
  const { t } = useTranslation('panel');
  const { data: methods, error } = useMethods();
  const { data: types } = useMethodTypes();
  const { move, error: refused } = useMoveMethod(methods ?? []);
  const { dragging, grip } = useRowDragging((id, { shelf, index }) => move(id, shelf, index));
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);

  const method = open && 'method' in open ? open.method : null;
  const descriptor =
    open?.kind === 'create'
      ? open.descriptor
      : types?.find(({ type }) => open?.kind === 'configure' && type === method?.type);

  return (
    <Page
      title={t('methods.title')}
      description={t('methods.description')}
      action={
        <CreateMethod types={types ?? []} onChoose={(chosen) => setOpen({ kind: 'create', descriptor: chosen })} />
      }
    >
      <ProblemAlert error={error ?? refused} />
      {!methods && !error && <Skeleton height={280} />}
      {methods &&
        shelves.map((shelf) => (
          <MethodShelf
            key={shelf}
            shelf={shelf}
            methods={onShelf(methods, shelf)}
            dragging={dragging}
            grip={grip}
            onMove={move}
            onOpen={(kind, chosen) => setOpen({ kind, method: chosen })}
          />
        ))}
      {descriptor && (
        <MethodForm key={method?.id ?? descriptor.type} descriptor={descriptor} method={method} onClose={close} />
      )}
      {open?.kind === 'test' && <TestMethod method={open.method} onClose={close} />}
      <DeleteMethod method={open?.kind === 'delete' ? open.method : null} onClose={close} />
    </Page>
  );
};
