import { Injectable } from '@nestjs/common';
import { AuditedTransaction, recordBy } from '@postern/audit';
import type { AwaitedIdentifier, AwaitedIdentifierInput } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, InvalidError, NotFoundError } from '@postern/errors';
import type { Actor } from '@postern/management';
import { type AwaitedName, isCertificateProvider, SignInProviders } from '@postern/provider-kit';
import { SignInMethods } from '@postern/sign-in-methods';
import { assertMayChange } from '../owner-rules.js';
import { type AwaitedRow, awaitedColumns as columns, storeAwaited } from './store-awaited.js';
import { UserDirectory } from '../users/user-directory.service.js';

/** Certificates that administrators have named, and that nobody has presented yet. */
@Injectable()
export class AwaitedIdentifiers {
  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    private readonly users: UserDirectory,
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
  ) {}

  /** Oldest first. Throws `NotFoundError`. */
  async list(accountId: string): Promise<readonly AwaitedIdentifier[]> {
    await this.users.get(accountId);
    const rows = await this.statements.run<AwaitedRow>(
      'awaited_identifier.list',
      `select ${columns} from awaited_identifier where account_id = $1 order by created_at, id`,
      [accountId],
    );
    return Promise.all(rows.map((row) => this.view(row)));
  }

  /**
   * Throws `NotFoundError`, `ForbiddenError` for an account that the actor may not change, `InvalidError` for what is no name, and
   * `ConflictError` (`identifier.awaited_already`).
   */
  async add(accountId: string, input: AwaitedIdentifierInput, actor: Actor): Promise<AwaitedIdentifier> {
    assertMayChange(actor, await this.users.get(accountId));
    const named = await this.named(input);
    try {
      return await this.transaction.run([], async (change) => {
        const { role } = await Statements.in(change.manager).only<{ role: 'member' }>(
          'awaited_identifier.hold',
          // Whoever promotes the person at this moment comes before it, or after it and ends it.
          'select role from account where id = $1 for share',
          [accountId],
        );
        assertMayChange(actor, { role });
        return this.view(await storeAwaited(change, { accountId, methodId: input.methodId, ...named }, actor));
      });
    } catch (error) {
      if (violatedConstraint(error) === 'awaited_identifier_method_subject')
        throw new ConflictError('identifier.awaited_already');
      if (violatedConstraint(error) === 'awaited_identifier_method')
        throw new NotFoundError('sign_in_method.not_found');
      throw error;
    }
  }

  /** Throws `NotFoundError`, `ForbiddenError`. */
  async remove(accountId: string, id: string, actor: Actor): Promise<void> {
    assertMayChange(actor, await this.users.get(accountId));
    await this.transaction.run([], async ({ manager, record }) => {
      const removed = await Statements.in(manager).one<AwaitedRow>(
        'awaited_identifier.delete',
        `delete from awaited_identifier where id = $1 and account_id = $2 returning ${columns}`,
        [id, accountId],
      );
      if (removed === undefined) throw new NotFoundError('identifier.not_found');
      const { methodId, label } = removed;
      await record(recordBy(actor, { type: 'identifier.awaited_removed', accountId, methodId, details: { label } }));
    });
  }

  /** What the method makes of a name. Throws `NotFoundError`, `InvalidError`. */
  async named({
    methodId,
    ...name
  }: AwaitedIdentifierInput): Promise<{ readonly subject: string; readonly label: string }> {
    const method = await this.methods.get(methodId);
    const provider = this.providers.ofType(method.type);
    if (!isCertificateProvider(provider) || provider.awaitedBy === undefined) {
      throw new InvalidError('request.invalid', 'the method takes no certificates', [
        { path: 'methodId', message: 'must be a method that identifies people by certificate' },
      ]);
    }
    return provider.awaitedBy(method, awaitedName(name));
  }

  private async view({ id, methodId, label, createdAt }: AwaitedRow): Promise<AwaitedIdentifier> {
    const { type, name } = await this.methods.get(methodId);
    return { id, method: { id: methodId, type, name }, label, createdAt: createdAt.toISOString() };
  }
}

const awaitedName = ({ upn, issuer, subject, fingerprint }: Omit<AwaitedIdentifierInput, 'methodId'>): AwaitedName => {
  if (upn !== undefined) return { upn };
  if (fingerprint !== undefined) return { fingerprint, ...(issuer !== undefined && { issuer }) };
  if (issuer !== undefined && subject !== undefined) return { issuer, subject };
  throw new InvalidError('request.invalid', undefined, [
    { path: 'upn', message: 'give a upn, an issuer and a subject, or a fingerprint' },
  ]);
};
