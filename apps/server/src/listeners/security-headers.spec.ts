import { readConfig, ServerConfig } from '@postern/config';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { secureHeaders } from './security-headers.js';

const promiseOf = async (origin: string, hsts = new ServerConfig().HSTS) => {
  const fastify = Fastify();
  secureHeaders(fastify, { PUBLIC_ORIGIN: origin, HSTS: hsts });
  return (await fastify.inject('/')).headers['strict-transport-security'];
};

describe('Strict-Transport-Security', () => {
  it('is for the host alone, unless configured otherwise', async () => {
    expect(await promiseOf('https://id.example.org')).toBe('max-age=31536000');
    const wide = 'max-age=63072000; includeSubDomains; preload';
    expect(await promiseOf('https://id.example.org', wide)).toBe(wide);
    expect(await promiseOf('https://id.example.org', '')).toBeUndefined();
  });

  it.each([
    'https://localhost',
    'https://localhost:3000',
    'https://id.localhost:3000',
    'https://127.0.0.1:3000',
    'https://[::1]',
  ])('is not sent at %s', async (origin) => {
    expect(await promiseOf(origin)).toBeUndefined();
  });

  it.each(['max-age', 'max-age=1\r\nx: y', 'includeSubDomains', 'max-age=1;includeSubDomains', '31536000'])(
    'cannot be configured as %j',
    (HSTS) => {
      expect(() => readConfig(ServerConfig, { HSTS })).toThrow(/HSTS/);
    },
  );
});
