import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

/** Milliseconds that a name server may take. */
const patience = 3000;

/** IP addresses of a host, or the host itself when it is one; none if the name does not resolve. */
export const lookUp = async (host: string): Promise<readonly string[]> => {
  if (isIP(host) !== 0) return [host];
  const found = await withinPatience(lookup(host, { all: true, order: 'ipv4first' })).catch(() => []);
  // With a zone (fe80::1%eth0) an address is good on one machine only.
  return [...new Set(found.map(({ address }) => address))].filter((address) => !address.includes('%'));
};

const withinPatience = <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};
