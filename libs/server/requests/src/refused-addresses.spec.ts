import { describe, expect, it } from 'vitest';
import { whyNeverCalled } from './refused-addresses.js';

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '169.254.169.254',
    '169.254.0.1',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    '::169.254.169.254',
    '::ffff:0:169.254.169.254',
    '64:ff9b::100.100.100.200',
    '64:ff9b::a83f:8110',
    '64:ff9b::e000:1',
    '64:ff9b:1::a9fe:a9fe',
    '64:ff9b:1:a9fe:00a9:fe00::',
    '2002:6464:64c8::1',
    '2001:0:5db8:1::5601:5601',
    '224.0.0.1',
    '239.255.255.255',
    '255.255.255.255',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'ff02::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    '100.100.100.200',
    '168.63.129.16',
  ])('is refused for an upstream: %s', (address) => {
    expect(whyNeverCalled(address)).toMatch(/^is /);
  });

  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '192.168.1.1',
    '172.16.0.1',
    '100.64.0.1',
    '203.0.113.1',
    '::1',
    'fd00::1',
    '2001:db8::1',
    '64:ff9b::203.0.113.1',
    '64:ff9b:1::a00:1',
    '2002:cb00:7101::1',
    '::ffff:10.0.0.1',
  ])('is accepted for an upstream: %s', (address) => {
    expect(whyNeverCalled(address)).toBeUndefined();
  });
});
