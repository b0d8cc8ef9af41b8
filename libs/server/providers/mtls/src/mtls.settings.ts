import { accountFields, type FieldDescriptor } from '@postern/contracts';
import {
  choicesToAllow,
  demandedKeyUsages,
  leastCurves,
  leastRsaBits,
  matches,
  nameUses,
} from './params/mtls.params.js';
import { certificateLevels, ruleAffinities } from './params/level-rule.params.js';
import {
  emailUses,
  nameSources,
  newAccountModes,
  refreshes,
  usernameSources,
  whenTaken,
} from './params/new-account.params.js';
import { sourceKinds, sourcesWithArgument } from './rules/rule-source.js';

const choice = (name: string, options: readonly string[], standard: string, section?: string): FieldDescriptor => ({
  name,
  kind: 'choice',
  required: false,
  options,
  default: standard,
  section,
});

const ruleColumns: readonly FieldDescriptor[] = [
  { ...choice('source', sourceKinds, 'certificate'), required: true, withArgument: sourcesWithArgument },
  { ...choice('field', accountFields, 'linked'), required: true, ownFields: true },
];

const levelColumns: readonly FieldDescriptor[] = [
  { name: 'issuer', kind: 'authority', required: true, of: 'trustAnchors', options: ['any'], default: 'any' },
  { name: 'policy', kind: 'text', required: false },
  choice('level', certificateLevels, 'urn:postern:acr:certificate-hardware'),
  choice('affinity', ruleAffinities, 'any'),
];

const conditionColumns: readonly FieldDescriptor[] = [
  { name: 'issuer', kind: 'authority', required: true, of: 'trustAnchors', options: ['any'], default: 'any' },
  { name: 'policy', kind: 'text', required: false },
];

/** Says nothing while no accounts are created. */
const ofNew = (field: FieldDescriptor): FieldDescriptor => ({
  ...field,
  unless: { setting: 'newAccounts', is: 'off' },
});

/** The form of `MtlsParams`, in its order. */
export const mtlsSettings: readonly FieldDescriptor[] = [
  { name: 'trustAnchors', kind: 'certificates', required: true },
  { name: 'rules', kind: 'rows', required: true, most: 10, columns: ruleColumns },
  { name: 'formerSources', kind: 'texts', required: false, appearsWith: 'value' },
  choice('unconfirmedEmail', choicesToAllow, 'refused', 'mapping'),
  choice('affinity', ruleAffinities, 'any', 'mapping'),
  { name: 'publicAuthorities', kind: 'texts', required: false, appearsWith: 'sign_in_method.public_authority' },
  { name: 'keyUsage', kind: 'choices', required: false, options: demandedKeyUsages, section: 'policy' },
  { name: 'purposes', kind: 'texts', required: false, section: 'policy' },
  choice('purposesMatch', matches, 'any', 'policy'),
  { name: 'policies', kind: 'texts', required: false, section: 'policy' },
  choice('policiesMatch', matches, 'any', 'policy'),
  choice('leastRsa', leastRsaBits, '2048', 'policy'),
  choice('leastCurve', leastCurves, 'P-256', 'policy'),
  { name: 'longestValidity', kind: 'text', required: false, section: 'policy' },
  choice('brainpool', choicesToAllow, 'refused', 'policy'),
  { name: 'levels', kind: 'rows', required: false, most: 20, columns: levelColumns, section: 'levels' },
  { name: 'hostName', kind: 'text', required: false, section: 'origin' },
  { ...choice('caNames', nameUses, 'sent', 'origin'), unless: { setting: 'hostName', is: '' } },
  choice('newAccounts', newAccountModes, 'off', 'accounts'),
  ofNew(choice('newUsername', usernameSources, 'email', 'accounts')),
  ofNew({ name: 'newUsernamePattern', kind: 'text', required: false, section: 'accounts' }),
  ofNew(choice('newUsernameTaken', whenTaken, 'number', 'accounts')),
  choice('newName', nameSources, 'cn', 'accounts'),
  choice('newEmail', emailUses, 'unconfirmed', 'accounts'),
  ofNew({ name: 'newGroups', kind: 'groups', required: false, section: 'accounts' }),
  ofNew({ name: 'newOrganization', kind: 'organization', required: false, section: 'accounts' }),
  ofNew({ name: 'newFrom', kind: 'rows', required: false, most: 20, columns: conditionColumns, section: 'accounts' }),
  ofNew({ name: 'newDomains', kind: 'texts', required: false, section: 'accounts' }),
  ofNew({ name: 'newPerDay', kind: 'text', required: false, default: '500', section: 'accounts' }),
  choice('refresh', refreshes, 'off', 'accounts'),
];

/** Where the method asks for certificates: names of hosts, and what Nginx does there. */
export const originSettings: readonly string[] = mtlsSettings
  .filter(({ section }) => section === 'origin')
  .map(({ name }) => name);

/** Which accounts are created of what; not by whom people are recognised. */
export const newAccountSettings: readonly string[] = mtlsSettings
  .filter(({ section }) => section === 'accounts')
  .map(({ name }) => name);
