import type { FieldDescriptor, ProviderDescriptor } from '@postern/contracts';

/** Only identifiers that people link find their account: a name in a certificate could be anybody's. */
const linkedOnly = (column: FieldDescriptor): FieldDescriptor =>
  column.ownFields === true
    ? { ...column, ownFields: false, options: column.options?.filter((option) => option === 'linked') }
    : column;

/** What the server takes from administrators of the system only: accounts that are created, and an origin of its own. */
const closed: ReadonlySet<string | undefined> = new Set(['accounts', 'origin']);

/** What people who administer an organization alone may set. */
export const withinOrganization = (descriptor: ProviderDescriptor): ProviderDescriptor => ({
  ...descriptor,
  settings: descriptor.settings
    .filter(({ section }) => !closed.has(section))
    .map(({ columns, ...setting }) => (columns ? { ...setting, columns: columns.map(linkedOnly) } : setting)),
});
