import { Injectable } from '@nestjs/common';
import type { Identifier, UserRecord } from '@postern/contracts';
import { CertificateError, InvalidError } from '@postern/errors';
import { SignInMethods } from '@postern/sign-in-methods';
import type { Actor } from '../actor.js';
import { CertificateIdentities } from '../identities/certificate-identities.js';
import { IdentityLinks } from '../identities/identity-links.js';
import { IdentityRemoval } from '../identities/identity-removal.js';
import { assertMayChange } from '../owner-rules.js';
import { UserDirectory } from './user-directory.service.js';

interface NewIdentifier {
  readonly methodId: string;
  /** PEM */
  readonly certificate: string;
  readonly label?: string;
}

/** Administrators give people identifiers and take them away. */
@Injectable()
export class UserIdentifiers {
  constructor(
    private readonly users: UserDirectory,
    private readonly methods: SignInMethods,
    private readonly certificates: CertificateIdentities,
    private readonly links: IdentityLinks,
    private readonly removal: IdentityRemoval,
  ) {}

  /** Throws `InvalidError` with the reason when the certificate would not be let in, and as `IdentityLinks.link` does. */
  async add(accountId: string, { methodId, certificate, label }: NewIdentifier, actor: Actor): Promise<Identifier> {
    assertMayChange(actor, await this.users.get(accountId));
    const { publicity } = await this.methods.get(methodId);
    const identity = await this.certificates.identify(methodId, certificate).catch(asInvalid);
    return this.links.link({ accountId, methodId, identity, label, publicity, actor });
  }

  async remove(accountId: string, identityId: string, actor: Actor): Promise<void> {
    await this.users.get(accountId);
    const mayChange = (user: Pick<UserRecord, 'role'>): void => assertMayChange(actor, user);
    await this.removal.remove({ accountId, identityId, actor, assertMayChange: mayChange });
  }
}

/** The caller's token is good; it is the certificate in the request that is not. */
const asInvalid = (error: unknown): never => {
  if (!(error instanceof CertificateError)) throw error;
  throw new InvalidError(error.code, error.reason, [{ path: 'certificate', message: error.code }]);
};
