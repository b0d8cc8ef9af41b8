import { describe, expect, it } from 'vitest';
import { identifierProblem, scopesProblem, toApiInput, valuesOf } from './api-values';

const line = (value: string, description = '') => ({ value, description });

describe('an API', () => {
  it('is sent without its empty fields', () => {
    expect(
      toApiInput({
        ...valuesOf(null),
        name: ' Invoices ',
        identifier: 'https://invoices.example ',
        scopes: [line(' read:invoices', 'See them '), line('  '), line('write')],
      }),
    ).toEqual({
      name: 'Invoices',
      identifier: 'https://invoices.example',
      scopes: [
        { value: 'read:invoices', description: 'See them' },
        { value: 'write', description: null },
      ],
      access_token_format: 'jwt',
      signing_alg: 'ES256',
      access_token_ttl: 3600,
      client_id: null,
    });
  });
});

describe('an identifier', () => {
  it.each([
    ['https://api.example/v1', null],
    ['urn:example:invoices', null],
    [' ', 'panel:form.required'],
    ['invoices', 'apis.bad_identifier'],
    ['https://api.example/#x', 'apis.bad_identifier'],
  ])('%s: %s', (identifier, problem) => {
    expect(identifierProblem(identifier)).toBe(problem);
  });
});

describe('scopes', () => {
  it.each([
    [['read:invoices', '', 'write'], null],
    [['read invoices'], 'apis.bad_scope'],
    [['a"b'], 'apis.bad_scope'],
    [['read', 'read '], 'apis.same_scope'],
  ])('%j: %s', (values, problem) => {
    expect(scopesProblem(values.map((value) => line(value)))).toBe(problem);
  });
});
