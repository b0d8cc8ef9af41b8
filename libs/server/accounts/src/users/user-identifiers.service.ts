import { Injectable } from '@nestjs/common';
import type { Identifier, UserRecord } from '@postern/contracts';
import { CertificateError, ConflictError, InvalidError, LinkedToAnotherError } from '@postern/errors';
import type { PresentedIdentifier } from '@postern/provider-kit';
import { SignInMethods } from '@postern/sign-in-methods';
import type { Actor } from '@postern/management';
import { CertificateIdentifiers } from '../identifiers/certificate-identifiers.js';
import { IdentifierLinks } from '../identifiers/identifier-links.js';
import { IdentifierRemoval } from '../identifiers/identifier-removal.js';
import { assertMayChange, changeableRoles } from '../owner-rules.js';
import { UserDirectory } from './user-directory.service.js';

interface NewIdentifier {
  readonly methodId: string;
  /** PEM */
  readonly certificate: string;
  readonly label?: string;
}

/** Administrators link and remove identifiers. */
@Injectable()
export class UserIdentifiers {
  constructor(
    private readonly users: UserDirectory,
    private readonly methods: SignInMethods,
    private readonly certificates: CertificateIdentifiers,
    private readonly links: IdentifierLinks,
    private readonly removal: IdentifierRemoval,
  ) {}

  /** Throws `InvalidError` with the reason if the certificate would be refused at sign-in, and as `IdentifierLinks.link` does. */
  async add(accountId: string, { methodId, certificate, label }: NewIdentifier, actor: Actor): Promise<Identifier> {
    assertMayChange(actor, await this.users.get(accountId));
    const { publicity } = await this.methods.get(methodId);
    const identifier = await this.certificates.identify(methodId, certificate).catch(asInvalid);
    try {
      const roles = changeableRoles(actor);
      return await this.links.link({ accountId, methodId, identifier, label, publicity, actor, roles });
    } catch (error) {
      // The person may have been promoted meanwhile.
      assertMayChange(actor, await this.users.get(accountId));
      const isLinked = error instanceof ConflictError && error.code === 'identifier.linked_to_another';
      if (!isLinked || !actor.scopes?.has('read:users')) throw error;
      throw await this.named(identifier, error);
    }
  }

  /** The same error with whose it is; as it was when the link is gone since. */
  private async named(identifier: PresentedIdentifier, error: Error): Promise<Error> {
    const linked = await this.links.find(identifier);
    if (linked === undefined) return error;
    const { id, username, name } = await this.users.get(linked.accountId);
    return new LinkedToAnotherError({ id, username, name });
  }

  async remove(accountId: string, identifierId: string, actor: Actor): Promise<void> {
    await this.users.get(accountId);
    const mayChange = (user: Pick<UserRecord, 'role'>): void => assertMayChange(actor, user);
    await this.removal.remove({ accountId, identifierId, actor, assertMayChange: mayChange });
  }
}

/** The caller's token is valid; the certificate in the request is not. */
const asInvalid = (error: unknown): never => {
  if (!(error instanceof CertificateError)) throw error;
  throw new InvalidError(error.code, error.reason, [{ path: 'certificate', message: error.reason ?? error.code }]);
};
