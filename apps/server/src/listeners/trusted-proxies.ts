import { BlockList, isIP } from 'node:net';

/**
 * Proxies whose `X-Forwarded-For` is trusted: Nginx, the only client of the sockets, and the addresses and ranges
 * (`10.0.0.0/8`) that are configured.
 *
 * @throws Error for a value that is neither an address nor a range
 */
export const trustProxies = (ranges: readonly string[]): ((address: string, hop: number) => boolean) => {
  const trusted = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const family = { 4: 'ipv4', 6: 'ipv6' }[isIP(address)] as 'ipv4' | 'ipv6' | undefined;
    if (family === undefined) throw new Error(`TRUSTED_PROXIES: ${range} is neither an address nor a range`);
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  return (address, hop) =>
    hop === 0 || (isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'));
};
