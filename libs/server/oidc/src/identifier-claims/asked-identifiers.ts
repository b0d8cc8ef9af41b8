import type { ConsentIdentifier, Publicity } from '@postern/contracts';
import type { Candidates, UsedCertificate } from './release-candidates.js';
import type { ShownIdentifier } from './release-choices.js';
import type { ReleaseScope } from '../engine/release-scopes.js';

/** An identifier that a person is asked about, as the interaction keeps it. */
export interface AskedIdentifier extends ShownIdentifier, Pick<ConsentIdentifier, 'label' | 'method' | 'certificate'> {
  /** Null: not asked yet. */
  readonly choice: boolean | null;
  /** The application lets nobody in without it. */
  readonly required: boolean;
}

/** Choices by `ShownIdentifier.id`. */
export type Choices = ReadonlyMap<string, boolean>;

/** Whether the claim `identifiers` has it. What the person keeps private is never in that list. */
export const isListed = ({ id, publicity }: ShownId, choices: Choices): boolean =>
  publicity === 'public' || (publicity === 'on_request' && choices.get(id) === true);

/** Whether the claim `certificate` is given. For a private one, there is a choice only if an application required it. */
export const isTold = ({ id, publicity }: ShownId, choices: Choices): boolean =>
  publicity === 'public' || choices.get(id) === true;

interface ShownId {
  readonly id: string;
  readonly publicity: Publicity;
}

/** The most telling part of a distinguished name: its common name, otherwise its first value. */
const shortName = (name: string): string =>
  (/(?:^|,)CN=((?:\\.|[^,+\\])+)/.exec(name) ?? /^[^=]+=((?:\\.|[^,+\\])+)/.exec(name))?.[1] ?? name;

const asUsed = (used: UsedCertificate, choices: Choices, required: boolean): AskedIdentifier => ({
  ...{ id: used.id, identifierId: used.identifierId, methodId: used.methodId, publicity: used.publicity },
  label: used.label ?? shortName(used.certificate.subject ?? used.certificate.serialNumber),
  method: used.method,
  certificate: { issuerName: shortName(used.certificate.issuer), serialNumber: used.certificate.serialNumber },
  choice: choices.get(used.id) ?? null,
  required,
});

/**
 * What a person has to be asked about for these scopes.
 *
 * @param required the application lets nobody in without knowing the certificate
 */
export const askedIdentifiers = (
  { identifiers, used }: Candidates,
  choices: Choices,
  scopes: ReadonlySet<ReleaseScope>,
  required: boolean,
): readonly AskedIdentifier[] => {
  const isUsedAsked =
    used !== null &&
    scopes.has('certificate') &&
    (used.publicity === 'on_request' || (required && !isTold(used, choices)));
  const listed = scopes.has('identifiers') ? identifiers.filter(({ publicity }) => publicity === 'on_request') : [];
  return [
    ...(isUsedAsked ? [asUsed(used, choices, required)] : []),
    ...listed
      .filter(({ id }) => !isUsedAsked || id !== used.id)
      .map(({ id, publicity, label, method, certificate }) => ({
        ...{ id, identifierId: id, methodId: null, publicity, label, method, required: false },
        choice: choices.get(id) ?? null,
        certificate: certificate && {
          issuerName: certificate.summary.issuerName,
          serialNumber: certificate.summary.serialNumber,
        },
      })),
  ];
};
