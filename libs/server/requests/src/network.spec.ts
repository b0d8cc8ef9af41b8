import { describe, expect, it } from 'vitest';
import { networkOf } from './network.js';

describe('the network that an address counts for', () => {
  it.each([
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8::ffff:1:2', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:1::', '2001:db8:0:0::/64'],
    ['2001:db8::1:2:3:4', '2001:db8:0:0::/64'],
    ['2001:db8:0::2:3:4:5', '2001:db8:0:0::/64'],
    ['2001:0DB8:0000:0000:abcd::', '2001:db8:0:0::/64'],
    ['2a01::', '2a01:0:0:0::/64'],
    ['2600:0:0:1::', '2600:0:0:1::/64'],
    ['2600::1:0:0:0:5', '2600:0:0:1::/64'],
    ['2600:0:0:1:2:3:4:5', '2600:0:0:1::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['::2:3:4:5:6:7:8', '0:2:3:4::/64'],
    ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
    ['1:2::4:5:6:7:8', '1:2:0:4::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:db8::192.0.2.1', '2001:db8:0:0::/64'],
  ])('of version 6 is its /64: %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:c000:0201', '192.0.2.1'],
  ])('of version 4 is itself, however it is written: %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is the same for all requests without one', () => {
    expect([networkOf(undefined), networkOf('')]).toEqual(['local', 'local']);
  });

  it('is one for a thousand addresses of one /64', () => {
    const all = Array.from({ length: 1000 }, (_, host) => networkOf(`2001:db8::${host.toString(16)}`));

    expect(new Set(all).size).toBe(1);
  });
});
