import { panelClientId } from '@postern/contracts';
import type {
  ApplicationMethods,
  ConfiguredSignInMethod,
  PlacedMethod,
  Placement,
} from './configured-sign-in-method.js';

/** By application and method. */
export type Placements = ReadonlyMap<string, ReadonlyMap<string, Placement>>;

/**
 * Whether an application may offer a method at all: its own, and public ones of its organization and of the system. The panel is the
 * system's own application, so it may offer all of the system's. The database has the same rule (`sign_in_method_offered`); a test compares
 * the two.
 */
const mayOffer = (clientId: string, method: ConfiguredSignInMethod): boolean => {
  if (method.owner === 'application') return method.clientId === clientId;
  if (method.owner === 'organization') return method.public && method.clientsOfOwner.includes(clientId);
  return method.public || method.builtIn || clientId === panelClientId;
};

const byDefault = ({ owner, enabled, group, position, required, requiredFrom }: ConfiguredSignInMethod): Placement => ({
  enabled: enabled && owner !== 'application',
  ...{ group, position, fallback: false, required, requiredFrom },
});

/** A method that came after the list was made waits at its end, switched off. */
const unplaced = ({ group }: ConfiguredSignInMethod): Placement => ({
  ...{ enabled: false, group, position: Number.MAX_SAFE_INTEGER, fallback: false, required: null, requiredFrom: null },
});

const groups = ['main', 'other'];

const inOrder = (placed: readonly PlacedMethod[]): readonly PlacedMethod[] =>
  placed.toSorted(
    (one, other) => groups.indexOf(one.group) - groups.indexOf(other.group) || one.position - other.position,
  );

/** @param methods all, in the default order, which decides between equal positions */
export const applicationMethods = (
  clientId: string,
  methods: readonly ConfiguredSignInMethod[],
  placements: Placements,
): ApplicationMethods => {
  const own = placements.get(clientId);
  const placed = methods
    .filter((method) => mayOffer(clientId, method))
    .map((method) => ({
      method,
      ...(own === undefined ? byDefault(method) : (own.get(method.id) ?? unplaced(method))),
    }));
  return { follows: own === undefined, all: inOrder(placed) };
};
