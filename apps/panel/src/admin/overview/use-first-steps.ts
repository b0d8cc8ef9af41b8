import { useMay } from '../../api/may';
import { useIdentifiers } from '../../profile/api/identifiers.api';
import { useClients } from '../api/applications.api';
import { useMethods } from '../sign-in-methods/methods.api';
import { useTotal } from './overview.api';

export interface FirstStep {
  readonly name: 'certificate' | 'authority' | 'method' | 'application' | 'owner' | 'key';
  readonly to: string;
  /** Undefined while loading. */
  readonly done: boolean | undefined;
}

const above = (total: number | undefined, least: number): boolean | undefined =>
  total === undefined ? undefined : total >= least;

/**
 * What a new installation needs, as far as the person may do it, and whether it is done.
 *
 * @param keyStored whether the person says so: a backup is out of the server's sight
 */
export const useFirstSteps = (keyStored: boolean): readonly FirstStep[] => {
  const may = useMay();
  const { data: identifiers } = useIdentifiers();
  const authorities = useTotal('/certificates', { use: 'sign_in_trust_anchor' }, may('read:certificates'));
  const owners = useTotal('/users', { role: 'owner' }, may('read:users'));
  const { data: methods } = useMethods();
  const { data: clients } = useClients();
  const steps: readonly (FirstStep & { readonly shown: boolean })[] = [
    {
      ...{ name: 'certificate', to: '/profile/identifiers', shown: may('update:me') },
      done: above(identifiers?.length, 1),
    },
    {
      ...{ name: 'authority', to: '/admin/sign-in-methods', shown: may('create:sign_in_methods', 'read:certificates') },
      done: above(authorities, 1),
    },
    {
      ...{ name: 'method', to: '/admin/sign-in-methods', shown: may('create:sign_in_methods') },
      done: methods?.some(({ enabled, builtIn }) => enabled && !builtIn),
    },
    {
      ...{ name: 'application', to: '/admin/applications', shown: may('create:clients') },
      done: clients?.some(({ built_in: builtIn }) => !builtIn),
    },
    { name: 'owner', to: '/admin/users?role=owner', shown: may('create:users'), done: above(owners, 2) },
    { name: 'key', to: '', shown: may('update:tenant_settings'), done: keyStored },
  ];
  return steps.filter(({ shown }) => shown);
};
