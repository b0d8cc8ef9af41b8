import type {
  FieldDescriptor,
  ProviderDescriptor,
  Publicity,
  SignInMethodInput,
  SignInMethodRecord,
} from '@postern/contracts';

export const longestName = 50;
export const longestDescription = 255;

/** One row of a setting, by column, with any other fields that the server stores in it. */
export type SettingRow = Readonly<Record<string, string>>;

/** Value of a provider setting: a text or choice; a list of them, or certificates; or rows. */
export type SettingValue = string | string[] | SettingRow[];

const lists: ReadonlySet<FieldDescriptor['kind']> = new Set(['certificates', 'texts', 'choices', 'groups']);

/** Form values; every string field is edited as text. */
export interface MethodValues {
  readonly name: string;
  readonly description: string;
  /** A data URL for a new logo, null for the default icon, undefined for no change. */
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

/** Initial values of a new method: one row in settings that require any. */
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

/** Initial values of a copy: everything but the name, which is shortened if necessary. */
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

/** Drops empty lines from a list of texts. */
const withoutBlanks = (value: SettingValue): SettingValue =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')
    ? value.map((one) => one.trim()).filter((one) => one !== '')
    : value;

/**
 * The request body. Unset values are omitted, so that the provider's defaults apply.
 * @param keepsEmpty for an existing method: an empty value was cleared on purpose
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

/** Key of a name's error: 1 to 50 characters, no leading or trailing spaces. */
export const nameProblem = (name: string): 'form.required' | 'form.blank_ends' | 'form.too_long' | null => {
  if (name.trim() === '') return 'form.required';
  if (name !== name.trim()) return 'form.blank_ends';
  return [...name].length > longestName ? 'form.too_long' : null;
};
