import { BlockList } from 'node:net';
import { groupsOf } from './network.js';

/** Where an address of version 4 may stand in one of version 6: numbers of its bytes. */
const places: readonly (readonly [network: string, prefix: number, bytes: readonly number[], mask?: number])[] = [
  // RFC 4291 §2.5.5.1, RFC 2765 §2.1.
  ['::', 96, [12, 13, 14, 15]],
  ['::ffff:0:0:0', 96, [12, 13, 14, 15]],
  // Translators: RFC 6052 §2.1, RFC 8215.
  ['64:ff9b::', 96, [12, 13, 14, 15]],
  ['64:ff9b:1::', 48, [12, 13, 14, 15]],
  ['64:ff9b:1::', 48, [6, 7, 9, 10]],
  // Tunnels: RFC 3056 §2, RFC 4380 §4.
  ['2002::', 16, [2, 3, 4, 5]],
  ['2001::', 32, [4, 5, 6, 7]],
  ['2001::', 32, [12, 13, 14, 15], 0xff],
];

const networks = places.map(([network, prefix, bytes, mask = 0]) => {
  const list = new BlockList();
  list.addSubnet(network, prefix, 'ipv6');
  return { list, bytes, mask };
});

/** Addresses of version 4 that a packet to an address of version 6, without a zone, may be meant for in the end. */
export const embeddedAddresses = (address: string): readonly string[] => {
  const found = networks.filter(({ list }) => list.check(address, 'ipv6'));
  if (found.length === 0) return [];
  const all = groupsOf(address).flatMap((group) => [group >> 8, group & 0xff]);
  return (
    found
      .map(({ bytes, mask }) => bytes.map((number) => (all[number] ?? 0) ^ mask))
      // Nothing stands there, or it is the loopback address of version 6.
      .filter(([first, second]) => first !== 0 || second !== 0)
      .map((bytes) => bytes.join('.'))
  );
};
