import { describe, expect, it } from 'vitest';
import { client as sample } from '../../../testing/samples';
import { changeOf, colorProblem, redirectProblem, valuesOf } from './client-values';

const client = {
  ...sample,
  redirect_uris: ['https://a.test/cb'],
  accent_color: '#112233',
};

describe('the update of an application', () => {
  it('is empty if nothing was changed', () => {
    expect(changeOf(client, { ...valuesOf(client), redirect_uris: ['https://a.test/cb ', ''] })).toEqual({});
  });

  it('contains the changed fields, with null for emptied ones', () => {
    const values = {
      ...valuesOf(client),
      accent_color: '',
      redirect_uris: ['https://a.test/cb', ' https://b.test/cb'],
    };

    expect(changeOf(client, values)).toEqual({
      accent_color: null,
      redirect_uris: ['https://a.test/cb', 'https://b.test/cb'],
    });
  });
});

describe('redirect URIs', () => {
  it.each([
    [['https://a.test/cb'], null],
    [['http://localhost:3000/cb', 'http://127.0.0.1/cb'], null],
    [['com.example.app:/cb'], null],
    [['http://a.test/cb'], 'applications.bad_redirect'],
    [['https://a.test/cb#x'], 'applications.bad_redirect'],
    [['javascript:alert(1)'], 'applications.bad_redirect'],
    [['', ' '], 'applications.no_redirect'],
  ])('%j: %s', (uris, problem) => {
    expect(redirectProblem(uris, true)).toBe(problem);
  });

  it('may be absent if no one signs in', () => {
    expect(redirectProblem([], false)).toBeNull();
  });
});

describe('a colour', () => {
  it('must be #rrggbb or empty', () => {
    expect([colorProblem(''), colorProblem('#4c6AD4'), colorProblem('red')]).toEqual([
      null,
      null,
      'applications.bad_color',
    ]);
  });
});
