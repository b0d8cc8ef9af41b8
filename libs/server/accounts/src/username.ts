/** One spelling per username and per e-mail address: what looks the same and what differs in case only is the same. */
export const normalizeUsername = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
