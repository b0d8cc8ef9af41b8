const longest = 2000;

/** Whether people may be sent there: an https page without user name and password, or a mail address (RFC 6068) without header fields. */
export const isContactAddress = (address: string): boolean => {
  if (address.length > longest || !/^[\x21-\x7e]+$/.test(address) || !URL.canParse(address)) return false;
  const { protocol, username, password, pathname, search } = new URL(address);
  // Browsers take `https:name` on a page of ours as a path of ours.
  if (protocol === 'https:') return /^https:\/\/[^/\\]/i.test(address) && username === '' && password === '';
  return protocol === 'mailto:' && search === '' && /^[^@,]+@[^@,]+$/.test(pathname);
};
