import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isOwnerNew, stampsOf } from './seed.js';

const database = 'postgres://postern:secret@127.0.0.1/postern';
const digest = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

describe("the owner's password is set", () => {
  it('at the first start, and after a new one was asked for', () => {
    const stamps = stampsOf(database, 'first', { users: [] });

    expect(isOwnerNew({}, database, 'first')).toBe(true);
    expect(isOwnerNew(stamps, database, 'second')).toBe(true);
    expect(isOwnerNew(stamps, 'postgres://elsewhere/postern', 'first')).toBe(true);
  });

  it('at no later start, which would undo what the owner has chosen since', () => {
    const stamps = stampsOf(database, 'first', { users: [] });

    expect(isOwnerNew(stamps, database, 'first')).toBe(false);
    expect(isOwnerNew(stampsOf(database, 'first', { users: ['another'] }), database, 'first')).toBe(false);
  });

  it.each(['login', 'username'])('not by a version that follows one that stored the %s beside it', (key) => {
    const part = { [key]: 'admin', name: 'Administrator', password: 'first', resetPassword: true };
    const stamps = { owner: digest([database, part]) };

    expect(isOwnerNew(stamps, database, 'first')).toBe(false);
    expect(isOwnerNew(stamps, database, 'second')).toBe(true);
  });
});
