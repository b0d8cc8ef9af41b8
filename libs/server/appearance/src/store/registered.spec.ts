import { describe, expect, it } from 'vitest';
import { helpContactOf } from './registered.js';

describe('the contact of an organization as a help contact', () => {
  it.each([
    ['help@north.example', 'mailto:help@north.example'],
    ['https://help.north.example/id', 'https://help.north.example/id'],
    ['The front desk', null],
    ['http://help.north.example', null],
    ['javascript:alert(1)@north.example', null],
    ['https://', null],
    ['help@north.example?bcc=x@y.example', null],
    [null, null],
  ])('of %j is %j', (contact, expected) => {
    expect(helpContactOf(contact)).toBe(expected);
  });
});
