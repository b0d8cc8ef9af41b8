import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction } from '@postern/audit';
import type { Language, NewAccountOffer } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, ForbiddenError, SignInEndedError } from '@postern/errors';
import type { NewAccount, PresentedIdentifier } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import type { ConfiguredSignInMethod } from '@postern/sign-in-methods';
import { withAccountConflicts } from '../account-conflicts.js';
import { accountsAdmitted, searchOf } from '../account-search.js';
import { backdateLink } from '../identifiers/backdate-link.js';
import { storeLink } from '../identifiers/identifier-links.js';
import { storeFieldValues } from '../fields/account-field-values.js';
import { fieldsOfCertificate } from '../fields/field-texts.js';
import { countNewAccount, tellTooMany } from './new-account-limit.js';
import { freeUsername, type TakenName, takenName } from './taken-names.js';

export interface AccountToCreate {
  readonly method: ConfiguredSignInMethod;
  readonly identifier: PresentedIdentifier;
  readonly account: NewAccount;
  readonly language: Language | null;
  /** When the certificate was presented, as `ProofTime.at`. */
  readonly provedAt: string;
  /** The person has seen what is taken, and says that it is somebody else. */
  readonly confirmed: boolean;
  readonly origin: RequestOrigin;
}

/** `exists`: a rule finds an account now; `ask`: somebody may be the same person, so nothing was created. */
export type CreationOutcome = 'created' | 'exists' | 'ask';

const unchanged = `select 1 as found from sign_in_method
  where id = $1 and sign_in_method_used(id) and date_trunc('milliseconds', updated_at) = $2 for share`;
const found = `select 1 as found from (${accountsAdmitted('$1::uuid', '$2::jsonb')}) f limit 1`;
const insert = `
  insert into account (username, name, given_name, family_name, email, confirmed_email, locale)
  values ($1, $2, $3, $4, $5, case when $6::boolean then $5 end, $7) returning id`;
const join = `
  insert into account_group_member (group_id, account_id)
  select g.id, $2 from (select id from account_group where id = any($1::uuid[]) for key share) g
  returning group_id as id, (select name from account_group where id = group_id) as name`;
/** People of an organization's method are its members. */
const enrol = `
  insert into organization_membership (organization_id, account_id, role)
  select o.id, $1, 'member' from (
    select id from organization where id = coalesce(sign_in_method_organization($2), $3) and status = 'active'
    for key share) o
  returning organization_id as organization, (select slug from organization where id = organization_id) as slug,
    (select name from organization where id = organization_id) as name`;

/** Undoes the transaction, the count with it. */
class NotCreated extends Error {
  constructor(readonly outcome: Exclude<CreationOutcome, 'created'>) {
    super(outcome);
  }
}

/** Creates accounts for certificates that belong to nobody, as their method says. */
@Injectable()
export class NewAccounts {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly statements: Statements,
  ) {}

  /** Who may be the same person already. */
  taken(account: NewAccount): Promise<TakenName | null> {
    return takenName(this.statements, account);
  }

  /** The values that its own profile fields get. */
  fields(account: NewAccount): Promise<NewAccountOffer['fields']> {
    return fieldsOfCertificate(this.statements, account.fields);
  }

  /** What the account would be called; undefined when there is no name left. */
  username(account: NewAccount): Promise<string | undefined> {
    return freeUsername(this.statements, account);
  }

  /**
   * The account, its identifier, its groups, its membership and their events: all of it or nothing, and only while the proof counts and the method is as it was
   * when the certificate was looked at.
   *
   * @throws ForbiddenError `account.too_many_new`; ConflictError `account.email_taken`, or `request.conflict` when the method or a name changed
   * meanwhile; SignInEndedError
   */
  async create(wanted: AccountToCreate): Promise<CreationOutcome> {
    const { method, account, origin } = wanted;
    try {
      return await withAccountConflicts(() => this.transaction.run([], (change) => this.createIn(change, wanted)));
    } catch (error) {
      if (error instanceof NotCreated) return error.outcome;
      if (error instanceof ForbiddenError && error.code === 'account.too_many_new')
        await tellTooMany(this.transaction, { methodId: method.id, perDay: account.perDay }, { origin });
      if (error instanceof ConflictError && error.code === 'account.username_taken')
        throw new ConflictError('request.conflict', 'the username was taken');
      if (error instanceof ConflictError && error.code === 'profile_field.value_taken')
        throw new ConflictError('request.conflict', 'the value of a profile field was taken');
      // Another method's change has linked it.
      if (violatedConstraint(error)?.startsWith('identifier_method_') === true) return 'exists';
      throw error;
    }
  }

  private async createIn({ manager, record }: AuditedChange, wanted: AccountToCreate): Promise<CreationOutcome> {
    const { method, identifier, account, language, provedAt, confirmed, origin } = wanted;
    const statements = Statements.in(manager);
    const same = await statements.one('new_account.method', unchanged, [method.id, method.updatedAt]);
    if (same === undefined) throw new ConflictError('request.conflict', 'the method has changed');
    await countNewAccount(manager, method.id, account.perDay);
    const { candidates } = searchOf(identifier);
    const search = [method.id, JSON.stringify(candidates)];
    if ((await statements.one('new_account.found', found, search)) !== undefined) throw new NotCreated('exists');
    const taken = await takenName(statements, account);
    if (taken !== null && !confirmed) throw new NotCreated('ask');
    const username = taken?.blocks === true ? undefined : await freeUsername(statements, account);
    if (username === undefined)
      throw new ConflictError(taken?.by === 'email' ? 'account.email_taken' : 'request.conflict');
    const { name, givenName, familyName, email, emailConfirmed, groups, organization } = account;
    const values = [username, name, givenName, familyName, email, emailConfirmed, language];
    const { id } = await statements.only<{ id: string }>('new_account.create', insert, values);
    const fields = await fieldsOfCertificate(statements, account.fields);
    const own = Object.fromEntries(fields.map(({ key, value }) => [key, value]));
    await storeFieldValues(statements, id, own, 'administrator');
    const about = { accountId: id, methodId: method.id, origin };
    await record({ type: 'account.created', ...about, details: { username, role: 'member', by: 'certificate' } });
    const joined = await statements.run<{ id: string; name: string }>('new_account.join', join, [groups, id]);
    for (const group of joined)
      await record({ type: 'group.member_added', ...about, details: { group: group.id, name: group.name } });
    const enrolled = await statements.run<{ organization: string; slug: string; name: string }>(
      'new_account.enrol',
      enrol,
      [id, method.id, organization],
    );
    for (const joinedThere of enrolled)
      await record({
        ...{ type: 'membership.added', ...about, organizationId: joinedThere.organization },
        details: { ...joinedThere, role: 'member' },
      });
    const linked = await storeLink(statements, {
      ...{ accountId: id, methodId: method.id, identifier, publicity: method.publicity },
      actor: { accountId: id, origin },
      proofs: [{ methodId: method.id, at: provedAt, mark: null }],
    });
    if (linked === undefined) throw new SignInEndedError('the proof of a new account was ended');
    await backdateLink(statements, linked.id, provedAt);
    return 'created';
  }
}
