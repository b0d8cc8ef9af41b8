import { BlockList, isIPv6 } from 'node:net';
import { whyNeverCalled } from '@postern/requests';

const inside = new BlockList();
for (const [address, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['100.64.0.0', 10],
  ['192.0.0.0', 24],
  ['198.18.0.0', 15],
] as const)
  inside.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fec0::', 10],
  // Translators (RFC 6052, RFC 8215), tunnels (RFC 3056, RFC 4380) and the deprecated form of RFC 4291 §2.5.5.1:
  // the address behind it cannot be checked here.
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
] as const)
  inside.addSubnet(address, prefix, 'ipv6');

/** Why an IP address is refused; undefined if allowed. Private addresses need permission. */
export const whyNotFetched = (address: string, insideNetwork: boolean): string | undefined => {
  const never = whyNeverCalled(address);
  if (never !== undefined || insideNetwork) return never;
  const [plain = ''] = address.split('%');
  return inside.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
    ? 'is inside a private network: allow it with "inside our network"'
    : undefined;
};
