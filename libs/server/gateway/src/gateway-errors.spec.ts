import { refusalOf } from '@postern/certificate-kit/testing';
import { X509Error, type X509Reason } from '@postern/x509';
import { describe, expect, it } from 'vitest';
import { readField } from './gateway-errors.js';

const refusalFor = (reason: X509Reason) =>
  refusalOf(() =>
    readField('pem', () => {
      throw new X509Error(reason, 'ML-DSA-44');
    }),
  );

describe('a certificate that cannot be taken', () => {
  it.each([
    ['malformed', 'certificate.malformed'],
    ['several_certificates', 'credential.several_certificates'],
    ['not_der', 'certificate.not_der'],
    ['unsupported_algorithm', 'certificate.unsupported_algorithm'],
    ['curve_not_allowed', 'certificate.curve_not_allowed'],
  ] as const)('is refused for its true reason: %s', async (reason, code) => {
    expect(await refusalFor(reason)).toMatchObject({ code, errors: [{ path: 'pem' }] });
  });

  it('is refused with what exactly is not supported', async () => {
    expect(await refusalFor('unsupported_algorithm')).toMatchObject({
      errors: [{ message: expect.stringContaining('ML-DSA-44') }],
    });
  });
});
