import { levelsOfProof } from '@postern/contracts';
import { Statements } from '@postern/database';
import { CertificateError } from '@postern/errors';
import {
  type Candidate,
  type CertificateProvider,
  isCertificateProvider,
  type PresentedIdentifier,
  type SignInProviders,
} from '@postern/provider-kit';
import { plainToInstance } from 'class-transformer';
import type { EntityManager } from 'typeorm';
import type { SignInMethodEntity } from '../sign-in-method.entity.js';

interface Row {
  readonly id: string;
  readonly subject: string;
  readonly alias: string | null;
  readonly der: Buffer;
}

/** A method as it is stored. */
export type StoredMethod = Pick<SignInMethodEntity, 'id' | 'type' | 'name' | 'enabled' | 'public' | 'params'>;

/** An owner's identifier, as a method judges its certificate now. */
interface JudgedIdentifier {
  readonly id: string;
  /** Level of a sign-in with it; null: the method refuses the certificate or has no rule for it. */
  readonly levels: readonly string[] | null;
}

/** Owners' identifiers of a method with certificates, as the method is now; empty for others. */
export const ownersIdentifiers = async (
  manager: EntityManager,
  stored: StoredMethod,
  providers: SignInProviders,
): Promise<readonly JudgedIdentifier[]> => {
  const provider = providers.ofType(stored.type);
  if (!isCertificateProvider(provider)) return [];
  const rows = await Statements.in(manager).run<Row>(
    'sign_in_method.owners_certificates',
    `select i.id, i.subject, i.alias, c.der from identifier i
     join account a on a.id = i.account_id and a.role = 'owner' and a.status = 'active'
     join certificate c on c.id = i.certificate_id where i.method_id = $1`,
    [stored.id],
  );
  const method = { ...stored, params: plainToInstance(provider.paramsClass, stored.params) };
  const judged: JudgedIdentifier[] = [];
  for (const { id, der, ...linked } of rows) {
    const identifier = await identified(provider, method, der);
    judged.push({ id, levels: identifier && levelsFor(identifier, linked, provider.acr) });
  }
  return judged;
};

/**
 * Owners' identifiers of a method whose certificate the method, as it is now, refuses or does not look for: removed trust anchors and rules
 * lock people out just like a method that is off does.
 */
export const refusedOwners = async (
  manager: EntityManager,
  stored: SignInMethodEntity,
  providers: SignInProviders,
): Promise<readonly string[]> => {
  const judged = await ownersIdentifiers(manager, stored, providers);
  return judged.flatMap(({ id, levels }) => (levels === null ? [id] : []));
};

const identified = async (
  provider: CertificateProvider,
  method: Parameters<CertificateProvider['identify']>[0],
  der: Buffer,
): Promise<PresentedIdentifier | null> => {
  try {
    return await provider.identify(method, der);
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    return null;
  }
};

type Looked = Pick<Candidate, 'value' | 'alias' | 'formerSubject' | 'acr'>;

/** Null unless the certificate still yields the identifier that it was linked as. */
const levelsFor = (
  identifier: PresentedIdentifier,
  { subject, alias }: Pick<Row, 'subject' | 'alias'>,
  usual: string,
): readonly string[] | null => {
  const found = linkedCandidates(identifier).find(
    (one) => one.value === subject || one.formerSubject === subject || (one.alias != null && one.alias === alias),
  );
  return found === undefined ? null : levelsOfProof(found.acr ?? identifier.acr ?? usual, true);
};

const linkedCandidates = ({ candidates, ...own }: PresentedIdentifier): readonly Looked[] =>
  candidates?.filter(({ field, code }) => field === 'linked' && code === undefined) ?? [
    { value: own.subject, alias: own.alias, formerSubject: own.formerSubject },
  ];
