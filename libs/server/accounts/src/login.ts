/** One spelling per login and per e-mail address: what looks the same and what differs in case only is the same. */
export const normalizeLogin = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
