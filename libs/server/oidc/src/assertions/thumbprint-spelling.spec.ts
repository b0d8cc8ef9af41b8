import { describe, expect, it } from 'vitest';
import { readThumbprint } from './thumbprint-spelling.js';

describe('a thumbprint in the header of an assertion', () => {
  const example = Buffer.from('84E05C1D98BCE3A5421D225B140B36E86A3D5534', 'hex');

  it('D1 is the base64 of the SHA-1 of the DER: the example of the document', () => {
    expect(readThumbprint('hOBcHZi846VCHSJbFAs26Go9VTQ=', 20)).toBe(example.toString('base64url'));
  });

  it.each([
    ['base64', Buffer.alloc(20, 0xfb).toString('base64')],
    ['base64 without padding', Buffer.alloc(20, 0xfb).toString('base64').replaceAll('=', '')],
    ['base64url', Buffer.alloc(20, 0xfb).toString('base64url')],
    ['base64url with padding', `${Buffer.alloc(20, 0xfb).toString('base64url')}=`],
  ])('D1 may be spelled in %s', (_, text) => {
    expect(readThumbprint(text, 20)).toBe(Buffer.alloc(20, 0xfb).toString('base64url'));
  });

  it('may be SHA-256', () => {
    const sha256 = Buffer.alloc(32, 0xfa);

    expect(readThumbprint(sha256.toString('base64'), 32)).toBe(sha256.toString('base64url'));
  });

  it.each([
    ['of another length', Buffer.alloc(32).toString('base64'), 20],
    ['of another length', Buffer.alloc(20).toString('base64'), 32],
    ['in hex', example.toString('hex'), 20],
    ['with something behind', `${example.toString('base64')} x`, 20],
    ['with line breaks', `${example.toString('base64')}\n`, 20],
    ['that is empty', '', 20],
    ['that is no text', 20, 20],
    ['that is missing', undefined, 20],
  ])('%s is none', (_, text, bytes) => {
    expect(readThumbprint(text, bytes)).toBeUndefined();
  });
});
