import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ErrorCode, ImportVerdict, ProfileFieldChanges, ProfileFieldValues, Role } from '@postern/contracts';
import type { Statements } from '@postern/database';
import { DomainError, InvalidError } from '@postern/errors';
import { type Authority, rolesWithin } from '@postern/management';
import {
  isCertificateProvider,
  type PresentedIdentifier,
  type RefreshedDetails,
  SignInProviders,
} from '@postern/provider-kit';
import { type ConfiguredSignInMethod, SignInMethods } from '@postern/sign-in-methods';
import { accountsFoundBy, linkedSearchOf } from '../account-search.js';
import { fieldValues } from '../fields/account-field-values.js';
import { readFieldCells } from '../fields/field-texts.js';
import { type ImportedLine, readImportedLine } from './import-line.js';
import type { UserImportEntity } from './user-import.entity.js';

type Rights = Pick<Authority, 'accountId' | 'role' | 'scopes'>;
export type ImportRow = Pick<UserImportEntity, 'id' | 'methodId' | 'source'>;

export interface StoredAccount extends Record<string, unknown> {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly email: string | null;
  readonly confirmedEmail: string | null;
  readonly fields: ProfileFieldValues;
}

/** What a line comes to, and what applying it needs. */
export interface Judgement {
  readonly verdict: ImportVerdict;
  readonly username: string | null;
  readonly subject: string | null;
  readonly code: ErrorCode | null;
  readonly message: string | null;
  readonly line?: ImportedLine;
  /** What a certificate of an archive says of a new account, by the settings of its method. */
  readonly holder?: RefreshedDetails | undefined;
  readonly account?: StoredAccount | undefined;
  /** To be linked. */
  readonly identifier?: PresentedIdentifier | undefined;
  /** To be awaited. */
  readonly awaited?: { readonly subject: string; readonly label: string } | undefined;
  readonly method?: ConfiguredSignInMethod | undefined;
  /** To be stored. */
  readonly fields?: ProfileFieldChanges;
}

interface Named {
  readonly method?: ConfiguredSignInMethod;
  readonly identifier?: PresentedIdentifier;
  readonly awaited?: { readonly subject: string; readonly label: string };
}

class Refused extends Error {
  constructor(
    readonly code: ErrorCode,
    message = '',
  ) {
    super(message);
  }
}

const account = `select id, role, name, email, confirmed_email as "confirmedEmail", ${fieldValues('account.id')} as fields
  from account where username = $1`;
const taken = 'select 1 as found from account where confirmed_email = $1 and id is distinct from $2';
const linked = `select f.account_id as "accountId" from (${accountsFoundBy(1, 2)}) f limit 1`;
const waiting = `select account_id as "accountId" from awaited_identifier where method_id = $1 and subject = $2`;
const earlier = `select line from user_import_line
  where import_id = $1 and line < $2 and (username = $3 or subject = $4) and verdict <> 'refused' order by line limit 1`;

/** Finds out what a line of an import comes to; the same before it is applied and in the moment when it is. */
@Injectable()
export class ImportJudge {
  constructor(
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
  ) {}

  /** Reads only. */
  async judge(
    statements: Statements,
    row: ImportRow,
    { line: number, data }: { readonly line: number; readonly data: Readonly<Record<string, unknown>> },
    rights: Rights,
  ): Promise<Judgement> {
    let username: string | null = null;
    let subject: string | null = null;
    try {
      const { line: read, holder } = await this.read(row, data);
      username = read.username;
      const named = await this.named(row, read);
      subject = named.identifier?.subject ?? named.awaited?.subject ?? null;
      const found = await statements.one<StoredAccount>('user_import.account', account, [username]);
      const line = found === undefined ? withHolder(read, holder) : read;
      assertWithin(rights, line, found);
      await assertFirst(statements, row.id, number, username, subject);
      if (line.email !== undefined && line.emailVerified === true) {
        const other = await statements.one('user_import.email_taken', taken, [line.email, found?.id ?? null]);
        if (other !== undefined) throw new Refused('account.email_taken', `email: ${line.email} is another account's`);
      }
      const isNew = await this.isNewIdentifier(statements, named, found);
      if (found === undefined && line.name === undefined)
        throw new Refused('request.invalid', 'name: a new account needs one');
      const fields = await readFieldCells(statements, found?.id ?? null, line.fields ?? {});
      const changes = found === undefined || isNew || differs(line, found) || fieldsDiffer(fields, found);
      const verdict = found === undefined ? 'create' : changes ? 'update' : 'unchanged';
      return {
        verdict,
        username,
        subject,
        code: null,
        message: null,
        line,
        holder,
        account: found,
        fields,
        ...(isNew && named),
      };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      return { verdict: 'refused', username, subject, ...refusal };
    }
  }

  private async read(
    { source, methodId }: ImportRow,
    data: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly line: ImportedLine; readonly holder?: RefreshedDetails | undefined }> {
    let named = data;
    let holder: RefreshedDetails | undefined;
    if (source !== null && typeof data['certificate'] === 'string') {
      const { method, provider } = await this.method(methodId);
      const der = provider.read(data['certificate']);
      const [value, ...others] = provider.valuesOf?.(der, source) ?? [];
      if (value === undefined || others.length > 0)
        throw new Refused(
          'certificate.value_unusable',
          `${source}: ${others.length + (value === undefined ? 0 : 1)} values`,
        );
      named = { username: value, ...data };
      holder = provider.holder?.(method, der) ?? undefined;
    }
    const line = readImportedLine(named);
    if (typeof line === 'string') throw new Refused('request.invalid', line);
    return { line, holder };
  }

  private async method(id: string | null) {
    if (id === null) throw new Refused('sign_in_method.not_found', 'choose the method that the certificates are for');
    const method = await this.methods.get(id);
    const provider = this.providers.ofType(method.type);
    if (!isCertificateProvider(provider))
      throw new Refused('sign_in_method.not_found', 'the method takes no certificates');
    return { method, provider };
  }

  private async named({ methodId }: ImportRow, line: ImportedLine): Promise<Named> {
    const { certificate, fingerprint, issuer, subject, upn } = line;
    if ([certificate, fingerprint, issuer, subject, upn].every((value) => value === undefined)) return {};
    const { method, provider } = await this.method(methodId);
    if (certificate !== undefined) {
      return { method, identifier: await provider.identify(method, provider.read(certificate)) };
    }
    const name =
      upn !== undefined
        ? { upn }
        : fingerprint !== undefined
          ? { fingerprint, ...(issuer !== undefined && { issuer }) }
          : { issuer: issuer ?? '', subject: subject ?? '' };
    const awaited = provider.awaitedBy?.(method, name);
    return awaited === undefined ? {} : { method, awaited };
  }

  /** @throws Refused when it is somebody else's */
  private async isNewIdentifier(
    statements: Statements,
    { method, identifier, awaited }: Named,
    found: StoredAccount | undefined,
  ): Promise<boolean> {
    if (method === undefined) return false;
    const row =
      identifier === undefined
        ? await statements.one<{ accountId: string }>('user_import.awaited', waiting, [method.id, awaited?.subject])
        : await statements.one<{ accountId: string }>('user_import.linked', linked, [
            ...[method.id, JSON.stringify(linkedSearchOf(identifier))],
          ]);
    if (row === undefined) return true;
    if (row.accountId !== found?.id)
      throw new Refused(identifier === undefined ? 'identifier.awaited_already' : 'identifier.linked_to_another');
    return false;
  }
}

/** A new account has what its method takes from certificates; one that exists keeps what it has. */
const withHolder = (line: ImportedLine, holder: RefreshedDetails | undefined): ImportedLine => {
  if (holder === undefined) return line;
  const { name, emails, emailConfirmed } = holder;
  const [email] = emails;
  return { ...line, name, ...(email !== undefined && { email, emailVerified: emailConfirmed }) };
};

const differs = ({ name, email, emailVerified, role }: ImportedLine, found: StoredAccount): boolean =>
  (name !== undefined && name !== found.name) ||
  (email !== undefined && email !== found.email) ||
  (emailVerified !== undefined && emailVerified !== (found.confirmedEmail !== null)) ||
  (role !== undefined && role !== found.role);

const fieldsDiffer = (fields: ProfileFieldChanges, found: StoredAccount): boolean =>
  Object.entries(fields).some(([key, value]) => !isDeepStrictEqual(value, found.fields[key]));

/** Nobody gives a role that they do not have, and nobody changes somebody above them. Owners stay owners: that is done by hand. */
const assertWithin = (rights: Rights, { role }: ImportedLine, found: StoredAccount | undefined): void => {
  const within = rolesWithin(rights);
  if (found !== undefined && !within.includes(found.role))
    throw new Refused('token.insufficient_role', `username: is ${found.role}`);
  if (role !== undefined && !within.includes(role)) throw new Refused('token.insufficient_role', `role: ${role}`);
  const ownerChanges = role !== undefined && role !== found?.role && [role, found?.role].includes('owner');
  if (ownerChanges) throw new Refused('token.insufficient_role', 'role: owners are made and changed one by one');
};

const assertFirst = async (
  statements: Statements,
  importId: string,
  line: number,
  username: string,
  subject: string | null,
): Promise<void> => {
  const row = await statements.one<{ line: number }>('user_import.earlier', earlier, [
    importId,
    line,
    username,
    subject,
  ]);
  if (row !== undefined) throw new Refused('request.conflict', `line ${row.line} has the same username or certificate`);
};

/** Null for what is no refusal of the line. */
export const refusalOf = (error: unknown): Pick<Judgement, 'code' | 'message'> | null => {
  if (error instanceof Refused) return { code: error.code, message: error.message || null };
  if (error instanceof InvalidError) {
    const [first] = error.errors ?? [];
    const said = first === undefined ? error.reason : `${first.path}: ${first.message}`;
    return { code: error.code, message: said ?? null };
  }
  return error instanceof DomainError ? { code: error.code, message: error.reason ?? null } : null;
};
