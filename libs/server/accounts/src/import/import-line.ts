import { roles, type Role } from '@postern/contracts';
import { fieldErrors, OptionalField, Text } from '@postern/management';
import { plainToInstance, Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsString, MaxLength, validateSync } from 'class-validator';
import { EmailField, PersonName, UsernameField } from '../account-fields.js';

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/** `true`, `yes`, `1` and their opposites, as tables have them. */
const Truth = (): PropertyDecorator =>
  Transform(({ value }: { readonly value: unknown }) =>
    typeof value === 'string' ? (truths[value.trim().toLowerCase()] ?? value) : value,
  );

/** What a line may say; a table's empty cell says nothing. */
export class ImportedLine {
  @UsernameField()
  readonly username!: string;

  @OptionalField()
  @PersonName()
  readonly name?: string;

  @OptionalField()
  @EmailField()
  readonly email?: string;

  @OptionalField()
  @Truth()
  @IsBoolean()
  readonly emailVerified?: boolean;

  @OptionalField()
  @IsIn(roles)
  readonly role?: Role;

  /** PEM. */
  @OptionalField()
  @IsString()
  @MaxLength(65_536)
  readonly certificate?: string;

  @OptionalField()
  @IsString()
  @MaxLength(100)
  readonly fingerprint?: string;

  @OptionalField()
  @IsString()
  @MaxLength(4096)
  readonly issuer?: string;

  @OptionalField()
  @IsString()
  @MaxLength(4096)
  readonly subject?: string;

  @OptionalField()
  @Text({ max: 254 })
  readonly upn?: string;

  /** Own profile fields by key, as they stand in the file. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Columns of a table, and members of an object. */
export const importColumns: readonly string[] = [
  ...['username', 'name', 'email', 'emailVerified', 'role', 'certificate', 'fingerprint', 'issuer', 'subject', 'upn'],
];

const ownColumn = /^fields\.([a-z][a-z0-9_]{0,39})$/;

/** Whether a column, or a member of an object, is the value of an own profile field: `fields.KEY`. */
export const isFieldColumn = (name: string): boolean => ownColumn.test(name);

/** @returns the line, or a sentence about what is wrong with it */
export const readImportedLine = (data: Readonly<Record<string, unknown>>): ImportedLine | string => {
  const unknown = Object.keys(data).find((key) => !importColumns.includes(key) && !isFieldColumn(key));
  if (unknown !== undefined) return `${unknown.slice(0, 50)}: unknown property`;
  const said = Object.entries(data).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  const line = plainToInstance(ImportedLine, Object.fromEntries(said.filter(([key]) => !isFieldColumn(key))));
  const errors = validateSync(line);
  const fields = said.filter(([key]) => isFieldColumn(key)).map(([key, value]) => [ownColumn.exec(key)?.[1], value]);
  if (errors.length === 0) return Object.assign(line, fields.length > 0 && { fields: Object.fromEntries(fields) });
  return fieldErrors(errors, '')
    .map(({ path, message }) => (message.startsWith(path) ? message : `${path}: ${message}`))
    .slice(0, 3)
    .join('. ');
};
