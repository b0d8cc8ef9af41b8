import { Injectable } from '@nestjs/common';
import { CertificateInventory } from '@postern/certificates';
import type { Role } from '@postern/contracts';
import { Statements } from '@postern/database';
import { ConflictError } from '@postern/errors';
import { PasswordHasher } from '@postern/provider-kit';
import { SignInMethods } from '@postern/sign-in-methods';
import { withAccountConflicts } from '../account-conflicts.js';
import { AuditedTransaction, recordBy } from '@postern/audit';
import type { Actor } from '@postern/management';
import { CertificateIdentifiers } from '../identifiers/certificate-identifiers.js';
import { IdentifierLinks } from '../identifiers/identifier-links.js';
import { normalizeUsername } from '../username.js';
import { oneTimeUntil } from '../sign-in/one-time-passwords.js';
import { endsProofs } from '../sign-in/proofs.js';
import { SignInEnding } from '../sign-in/sign-in-ending.service.js';

export interface SeedAccount {
  readonly username: string;
  readonly name: string;
  /** Counts as confirmed. */
  readonly email?: string | null;
  /** Works once, for 72 hours: the person chooses another at the first sign-in. */
  readonly password: string;
  /** The password is treated as the person's own, as for sample people, whose passwords are written down for tools. */
  readonly passwordIsOwn?: boolean;
  /** Gives an account that is there already this password, too, and ends its sessions. */
  readonly resetPassword?: boolean;
  /** Linked, when it was never used here before. */
  readonly certificatePem?: string;
}

export interface AccountSeed {
  /** Becomes owner when there is no account with that username yet. */
  readonly owner?: SeedAccount;
  readonly users: readonly SeedAccount[];
  /** The method that certificates are linked by. */
  readonly methodId?: string | null;
}

const insert = `insert into account (username, name, email, confirmed_email, role, password_hash, one_time_password_until)
   values ($1, $2, $3, $3, $4, $5, case when $6::boolean then null else ${oneTimeUntil} end)
   on conflict (username) do nothing returning id`;

const reset = `update account set password_hash = $2, one_time_password_until = ${oneTimeUntil}, ${endsProofs}, updated_at = now()
   where id = $1`;

/** No account: the person who runs commands on the server. */
const command: Actor = {
  ...{ accountId: null, clientId: 'seed', role: null, scopes: new Set() },
  origin: { address: null, userAgent: null },
};

/** Makes the accounts that a new installation begins with. What people changed since stays as they want it. */
@Injectable()
export class AccountSeeder {
  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    private readonly hasher: PasswordHasher,
    private readonly certificates: CertificateIdentifiers,
    private readonly inventory: CertificateInventory,
    private readonly methods: SignInMethods,
    private readonly links: IdentifierLinks,
    private readonly ending: SignInEnding,
  ) {}

  async seed({ owner, users, methodId = null }: AccountSeed): Promise<void> {
    if (owner !== undefined) await this.account(owner, 'owner', methodId);
    for (const user of users) await this.account(user, 'member', methodId);
  }

  private async account(seed: SeedAccount, role: Role, methodId: string | null): Promise<void> {
    const username = normalizeUsername(seed.username);
    const existing = await this.find(username);
    if (existing !== undefined && seed.resetPassword === true) await this.reset(existing, seed.password);
    const accountId = existing ?? (await this.create({ ...seed, username }, role)) ?? (await this.find(username));
    if (accountId !== undefined && methodId !== null && seed.certificatePem !== undefined) {
      await this.link(accountId, methodId, seed.certificatePem);
    }
  }

  private async find(username: string): Promise<string | undefined> {
    const found = await this.statements.one<{ id: string }>('seed.find', 'select id from account where username = $1', [
      username,
    ]);
    return found?.id;
  }

  /** Undefined if another process created it first. */
  private async create(
    { username, name, email, password, passwordIsOwn = false }: SeedAccount,
    role: Role,
  ): Promise<string | undefined> {
    const address = email == null ? null : normalizeUsername(email);
    const values = [username, name, address, role, await this.hasher.hash(password), passwordIsOwn];
    return withAccountConflicts(() =>
      this.transaction.run([], async ({ manager, record }) => {
        const created = await Statements.in(manager).one<{ id: string }>('seed.create', insert, values);
        if (created === undefined) return undefined;
        const details = { username, role };
        await record(recordBy(command, { type: 'account.created', accountId: created.id, details }));
        return created.id;
      }),
    );
  }

  private async reset(accountId: string, password: string): Promise<void> {
    const event = recordBy(command, { type: 'password.changed', accountId, details: { reset: true } });
    const values = [accountId, await this.hasher.hash(password)];
    await this.ending.within(accountId, { exceptSessionUid: null }, async ({ manager, record }) => {
      const written = await Statements.in(manager).affected('seed.reset_password', reset, values);
      if (written > 0) await record(event);
    });
  }

  /** A certificate that is in the inventory was linked before; whoever removed it since wanted that. */
  private async link(accountId: string, methodId: string, pem: string): Promise<void> {
    const identifier = await this.certificates.identify(methodId, pem);
    if (identifier.certificate !== null && (await this.inventory.knows(identifier.certificate.der))) return;
    const { publicity } = await this.methods.get(methodId);
    try {
      await this.links.link({ accountId, methodId, identifier, publicity, actor: command });
    } catch (error) {
      // Another process created it first.
      if (!(error instanceof ConflictError && error.code === 'identifier.linked_to_you')) throw error;
    }
  }
}
