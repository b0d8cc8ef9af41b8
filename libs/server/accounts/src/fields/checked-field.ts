import {
  languages,
  type Localized,
  type ProfileFieldInput,
  type ProfileFieldKind,
  type ProfileFieldRecord,
} from '@postern/contracts';
import { type FieldError, InvalidError } from '@postern/errors';
import { isReservedClaim } from './reserved-claims.js';

/** What of a field can change. */
export type FieldSettings = Pick<
  ProfileFieldRecord,
  'labels' | 'options' | 'unique' | 'certificateKey' | 'shown' | 'editable' | 'claim' | 'scope'
>;

const mayIdentify: readonly ProfileFieldKind[] = ['text', 'list'];
const mayNotBeUnique: readonly ProfileFieldKind[] = ['yes_no', 'choice'];

/**
 * Settings of a field with their defaults, after the checks that concern several of them.
 *
 * @throws InvalidError (`request.invalid`) with a sentence for each conflict
 */
export const checkedField = (
  key: string,
  kind: ProfileFieldKind,
  given: Partial<Omit<ProfileFieldInput, 'key' | 'kind'>>,
): FieldSettings => {
  const { options = [], unique = false, certificateKey = false, shown = true, editable = false, claim = null } = given;
  const scope = claim === null ? null : (given.scope ?? 'profile');
  const labels = labelsOf(given.labels ?? {});
  const said: readonly (readonly [wrong: boolean, path: string, message: string])[] = [
    [isReservedClaim(key), 'key', `${key} is the name of a claim; choose another key`],
    [
      claim !== null && isReservedClaim(claim),
      'claim',
      `${claim ?? ''} has a meaning of its own; choose another claim`,
    ],
    [Object.keys(labels).length === 0, 'labels', 'must have a label in one language at least'],
    [kind === 'choice' && options.length === 0, 'options', 'must have one value at least'],
    [kind !== 'choice' && options.length > 0, 'options', 'are for choices only'],
    [new Set(options).size < options.length, 'options', 'must not repeat a value'],
    [certificateKey && editable, 'editable', 'people must not change what identifies their certificate'],
    [certificateKey && !mayIdentify.includes(kind), 'certificateKey', 'needs a text or a list'],
    [unique && mayNotBeUnique.includes(kind), 'unique', 'makes no sense where there are only some values'],
    [editable && !shown, 'editable', 'needs a field that people see'],
  ];
  const errors: readonly FieldError[] = said.filter(([wrong]) => wrong).map(([, path, message]) => ({ path, message }));
  if (errors.length > 0) throw new InvalidError('request.invalid', undefined, errors);
  return { labels, options, unique, certificateKey, shown, editable, claim, scope };
};

/** Only of our languages, and without empty ones. */
const labelsOf = (labels: Partial<Localized>): Partial<Localized> =>
  Object.fromEntries(
    languages.flatMap((language) => {
      const label = labels[language]?.trim() ?? '';
      return label === '' ? [] : [[language, label]];
    }),
  );
