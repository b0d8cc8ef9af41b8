import { randomInt } from 'node:crypto';

/** Characters that are not mistaken for each other when read aloud or typed from paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const group = (): string => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');

/** A one-time password, to be told once: four groups of five characters, 99 bits. */
export const initialPassword = (): string => Array.from({ length: 4 }, group).join('-');
