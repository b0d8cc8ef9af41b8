import type { FieldDescriptor, ProviderDescriptor } from '@postern/contracts';

/** Only identifiers that people link find their account: a name in a certificate could be anybody's. */
const linkedOnly = (column: FieldDescriptor): FieldDescriptor =>
  column.ownFields === true
    ? { ...column, ownFields: false, options: column.options?.filter((option) => option === 'linked') }
    : column;

/** What people who administer an organization alone may set: neither rules that find anybody, nor accounts that are created. */
export const withinOrganization = (descriptor: ProviderDescriptor): ProviderDescriptor => ({
  ...descriptor,
  settings: descriptor.settings
    .filter(({ section }) => section !== 'accounts')
    .map(({ columns, ...setting }) => (columns ? { ...setting, columns: columns.map(linkedOnly) } : setting)),
});
