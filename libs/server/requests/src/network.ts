import { isIPv6 } from 'node:net';

const groups = 8;
const ofSite = 4;

/** The eight groups of an address of version 6, as numbers. `address` is one that `isIPv6` takes, without a zone. */
export const groupsOf = (address: string): number[] => {
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const bytes = dotted?.slice(1).map(Number) ?? [];
  const text =
    dotted === null
      ? address
      : address.slice(0, dotted.index) +
        [0, 2].map((at) => (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16)).join(':');
  const [head = [], tail] = text
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))));
  if (tail === undefined) return head;
  return [...head, ...Array<number>(groups - head.length - tail.length).fill(0), ...tail];
};

/**
 * What counts as one address for limits: an address of version 4, or the /64 of one of version 6, since whoever has one address there
 * has the other 2^64 of its network too (RFC 6177). The address is expanded before it is cut (RFC 4291 §2.2), so that `2001:db8::1`
 * and `2001:db8:0:0::1` are the same network. An IPv4-mapped IPv6 address counts as the IPv4 address (RFC 4291 §2.5.5.2).
 *
 * @param address undefined over a Unix socket without a proxy that names one
 */
export const networkOf = (address: string | undefined): string => {
  const bare = address?.split('%')[0];
  if (bare === undefined || bare === '') return 'local';
  if (!isIPv6(bare)) return bare;
  const all = groupsOf(bare);
  if (all.slice(0, 5).every((group) => group === 0) && all[5] === 0xffff) {
    return all
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  }
  return `${all
    .slice(0, ofSite)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
};
