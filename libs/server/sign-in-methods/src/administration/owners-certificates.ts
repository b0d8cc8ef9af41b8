import { Statements } from '@postern/database';
import { CertificateError } from '@postern/errors';
import {
  type Candidate,
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

/**
 * Owners' identifiers of a method whose certificate the method, as it is now, refuses or does not look for: removed trust anchors and rules
 * lock people out just like
 * a method that is off does.
 */
export const refusedOwners = async (
  manager: EntityManager,
  stored: SignInMethodEntity,
  providers: SignInProviders,
): Promise<readonly string[]> => {
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
  const refused: string[] = [];
  for (const { id: identifierId, der, ...linked } of rows) {
    try {
      if (!finds(await provider.identify(method, der), linked)) refused.push(identifierId);
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      refused.push(identifierId);
    }
  }
  return refused;
};

/** Whether an identifier leads to the identifier that it was linked as. */
const finds = (identifier: PresentedIdentifier, { subject, alias }: Pick<Row, 'subject' | 'alias'>): boolean =>
  linkedCandidates(identifier).some(
    (one) => one.value === subject || one.formerSubject === subject || (one.alias != null && one.alias === alias),
  );

const linkedCandidates = ({
  candidates,
  ...own
}: PresentedIdentifier): readonly Pick<Candidate, 'value' | 'alias' | 'formerSubject'>[] =>
  candidates?.filter(({ field, code }) => field === 'linked' && code === undefined) ?? [{ ...own, value: own.subject }];
