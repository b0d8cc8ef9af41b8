import { isDeepStrictEqual } from 'node:util';
import type { SignInProvider } from '@postern/provider-kit';
import type { SignInMethodEntity } from '../sign-in-method.entity.js';

/** Settings that the event log stores with their values; of those that identify people it stores the names only. */
const told = ['name', 'enabled', 'public', 'group', 'position', 'publicity', 'required', 'requiredFrom'] as const;

/** What a change of settings was from and to, for the event log. */
export const beforeAndAfter = (
  before: SignInMethodEntity,
  columns: Partial<SignInMethodEntity>,
  { toldSettings = [], paramsClass }: SignInProvider,
): object => {
  const changed = told.filter((field) => columns[field] !== undefined && columns[field] !== before[field]);
  // What was stored before a setting existed has its default.
  const was: Readonly<Record<string, unknown>> = { ...new paramsClass(), ...before.params };
  const now = { ...was, ...columns.params };
  const params = toldSettings.filter((name) => !isDeepStrictEqual(asPlain(now[name]), asPlain(was[name])));
  if (changed.length === 0 && params.length === 0) return {};
  return {
    ...Object.fromEntries([
      ...changed.map((field) => [field, columns[field]]),
      ...params.map((name) => [name, asPlain(now[name])]),
    ]),
    before: Object.fromEntries([
      ...changed.map((field) => [field, before[field]]),
      ...params.map((name) => [name, asPlain(was[name])]),
    ]),
  };
};

const asPlain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
