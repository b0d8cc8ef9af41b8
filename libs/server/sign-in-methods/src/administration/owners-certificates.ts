import { Statements } from '@postern/database';
import { CertificateError } from '@postern/errors';
import { isCertificateProvider, type SignInProviders } from '@postern/provider-kit';
import { plainToInstance } from 'class-transformer';
import type { EntityManager } from 'typeorm';
import type { SignInMethodEntity } from '../sign-in-method.entity.js';

interface Row {
  readonly id: string;
  readonly der: Buffer;
}

/**
 * Owners' identifiers of a method whose certificate the method, as it is now, refuses: removed trust anchors lock people out just like
 * a method that is off.
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
    `select i.id, c.der from identifier i
     join account a on a.id = i.account_id and a.role = 'owner' and a.status = 'active'
     join certificate c on c.id = i.certificate_id where i.method_id = $1`,
    [stored.id],
  );
  const method = { ...stored, params: plainToInstance(provider.paramsClass, stored.params) };
  const refused: string[] = [];
  for (const { id: identifierId, der } of rows) {
    try {
      await provider.identify(method, der);
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      refused.push(identifierId);
    }
  }
  return refused;
};
