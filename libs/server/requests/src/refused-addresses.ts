import { BlockList, isIPv6 } from 'node:net';
import { embeddedAddresses } from './embedded-addresses.js';

const ranges: readonly (readonly [string, number, 'ipv4' | 'ipv6', string])[] = [
  ['0.0.0.0', 8, 'ipv4', 'is no address of a machine (RFC 6890)'],
  ['::', 128, 'ipv6', 'is no address of a machine (RFC 4291)'],
  ['224.0.0.0', 4, 'ipv4', 'is a multicast address'],
  ['ff00::', 8, 'ipv6', 'is a multicast address'],
  ['240.0.0.0', 4, 'ipv4', 'is reserved (RFC 1112), or for broadcast'],
  ['169.254.0.0', 16, 'ipv4', 'is link-local: clouds tell a machine its secrets there'],
  ['fe80::', 10, 'ipv6', 'is link-local'],
  // Amazon, Google, Alibaba, Azure, Oracle.
  ['fd00:ec2::', 32, 'ipv6', 'is where a cloud tells a machine its secrets'],
  ['fd20:ce::254', 128, 'ipv6', 'is where a cloud tells a machine its secrets'],
  ['100.100.100.200', 32, 'ipv4', 'is where a cloud tells a machine its secrets'],
  ['168.63.129.16', 32, 'ipv4', 'is where a cloud tells a machine its secrets'],
  ['192.0.0.192', 32, 'ipv4', 'is where a cloud tells a machine its secrets'],
];

const lists = ranges.map(([address, prefix, family, reason]) => {
  const list = new BlockList();
  list.addSubnet(address, prefix, family);
  return { list, reason };
});

const reasonOf = (address: string, family: 'ipv4' | 'ipv6'): string | undefined =>
  lists.find(({ list }) => list.check(address, family))?.reason;

/**
 * Why the installation calls nothing at an IP address, neither an upstream nor an application's logout address; or undefined. Private
 * addresses and this machine's are fine. An IPv4 address inside an IPv6 one (`::ffff:…`, a translator or a tunnel) is judged as the IPv4
 * address.
 */
export const whyNeverCalled = (address: string): string | undefined => {
  // With a zone (fe80::1%eth0) it is the same address on one interface.
  const [plain = ''] = address.split('%');
  const family = isIPv6(plain) ? 'ipv6' : 'ipv4';
  const reason = reasonOf(plain, family);
  if (reason !== undefined || family === 'ipv4') return reason;
  const behind = embeddedAddresses(plain).map((each) => reasonOf(each, 'ipv4'));
  const why = behind.find((each) => each !== undefined);
  return why && `is a way to another address, which ${why}`;
};
