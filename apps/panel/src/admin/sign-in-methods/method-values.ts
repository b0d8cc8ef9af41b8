import type {
  FieldDescriptor,
  ProviderDescriptor,
  Publicity,
  SignInMethodInput,
  SignInMethodRecord,
} from '@postern/contracts';

export const longestName = 50;
export const longestDescription = 255;

/** One of the rows of a setting, by its columns; and what else the server keeps with it. */
export type SettingRow = Readonly<Record<string, string>>;

/** A setting of the provider's own: text or choice; several of them, or certificates; or rows. */
export type SettingValue = string | string[] | SettingRow[];

const lists: ReadonlySet<FieldDescriptor['kind']> = new Set(['certificates', 'texts', 'choices', 'groups']);

/** What the form holds; everything a string field can be edited in. */
export interface MethodValues {
  readonly name: string;
  readonly description: string;
  /** A data URL for a new logo, null for the default icon, undefined to leave it. */
  readonly logo: string | null | undefined;
  readonly public: boolean;
  readonly publicity: Publicity;
  readonly params: Readonly<Record<string, SettingValue>>;
}

const settingsOf = ({ settings }: ProviderDescriptor, params: SignInMethodRecord['params']): MethodValues['params'] =>
  Object.fromEntries(
    settings.map(({ name, kind, ...field }) => {
      const value = params[name];
      if (lists.has(kind)) return [name, Array.isArray(value) ? value.map(String) : []];
      if (kind === 'rows') return [name, Array.isArray(value) ? (value as SettingRow[]) : firstRows(field)];
      return [name, typeof value === 'string' ? value : (field.default ?? '')];
    }),
  );

/** What a new method begins with: one row where it needs any. */
const firstRows = ({ required, columns = [] }: Pick<FieldDescriptor, 'required' | 'columns'>): SettingRow[] =>
  required ? [Object.fromEntries(columns.map((column) => [column.name, column.default ?? '']))] : [];

export const initialValues = (
  descriptor: ProviderDescriptor,
  method: SignInMethodRecord | null,
  name: string,
): MethodValues => ({
  name,
  description: method?.description ?? '',
  logo: undefined,
  public: method?.public ?? true,
  publicity: method?.publicity ?? 'private',
  params: settingsOf(descriptor, method?.params ?? {}),
});

/** What a copy begins with: everything but the name, which is shortened where it has to be. */
export const copiedValues = (
  descriptor: ProviderDescriptor,
  method: SignInMethodRecord,
  {
    name: original,
    nameOf,
    logo,
  }: { readonly name: string; readonly nameOf: (name: string) => string; readonly logo: string | undefined },
): MethodValues => {
  const characters = [...original];
  let name = nameOf(original);
  while ([...name].length > longestName && characters.pop() !== undefined) name = nameOf(characters.join('').trimEnd());
  return { ...initialValues(descriptor, method, name), logo };
};

/** Empty lines of a list of texts are no texts. */
const withoutBlanks = (value: SettingValue): SettingValue =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')
    ? value.map((one) => one.trim()).filter((one) => one !== '')
    : value;

/**
 * The request's body. What is not set is left out, so that the provider's own defaults hold.
 *
 * @param keepsEmpty of a method that exists: what is empty now was emptied
 */
export const toInput = (type: string, values: MethodValues, keepsEmpty = false): SignInMethodInput => ({
  type,
  name: values.name || null,
  description: values.description.trim() || null,
  ...(values.logo === undefined ? {} : { logo: values.logo }),
  public: values.public,
  publicity: values.publicity,
  params: Object.fromEntries(
    Object.entries(values.params)
      .filter(([, value]) => keepsEmpty || value !== '')
      .map(([name, value]) => [name, withoutBlanks(value)]),
  ),
});

/** Key of what is wrong with a name: 1 to 50 characters, no blanks at the ends. */
export const nameProblem = (name: string): 'form.required' | 'form.blank_ends' | 'form.too_long' | null => {
  if (name.trim() === '') return 'form.required';
  if (name !== name.trim()) return 'form.blank_ends';
  return [...name].length > longestName ? 'form.too_long' : null;
};
