/** SQL (timestamptz): until when a password works that somebody else sets now. */
export const oneTimeUntil = `now() + interval '72 hours'`;
