import { describe, expect, it } from 'vitest';
import { flatten, formatMessage } from './messages';

const russian = flatten({
  wait: {
    days_one: '{{count}} день',
    days_few: '{{count}} дня',
    days_many: '{{count}} дней',
    days_other: '{{count}} дня',
  },
  field: { kind: 'Kind', 'kind.public-key': 'Public key' },
  hello: 'Привет, {{ name }}{{mark}}',
});

describe('a message', () => {
  it.each([
    [1, '1 день'],
    [3, '3 дня'],
    [5, '5 дней'],
    [11, '11 дней'],
    [21, '21 день'],
    [1.5, '1,5 дня'],
  ])('takes the plural form of %d', (count, text) => {
    expect(formatMessage(russian, 'ru', 'wait.days', { count })).toBe(text);
  });

  it('replaces its placeholders with the values, whatever they contain', () => {
    expect(formatMessage(russian, 'ru', 'hello', { name: '{{mark}} $& <b>', mark: '!' })).toBe(
      'Привет, {{mark}} $& <b>!',
    );
  });

  it('can have a key that another message’s key extends', () => {
    expect(formatMessage(russian, 'ru', 'field.kind')).toBe('Kind');
    expect(formatMessage(russian, 'ru', 'field.kind.public-key')).toBe('Public key');
  });

  it('is undefined if its key is not in the catalogue', () => {
    expect(formatMessage(russian, 'ru', 'nothing')).toBeUndefined();
  });
});
