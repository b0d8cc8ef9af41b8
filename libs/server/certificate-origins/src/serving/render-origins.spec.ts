import { certificateOriginsGrammar, unwritable } from '@postern/contracts';
import { createAuthority } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { numbered, type OwnOrigin, renderOrigins } from './render-origins.js';

const first = '11111111-1111-4111-8111-111111111111';
const second = '22222222-2222-4222-8222-222222222222';
let authorities: readonly Uint8Array[];
beforeAll(async () => {
  const made = await Promise.all(['One', 'Two'].map((name) => createAuthority({ subject: `CN=${name}` })));
  authorities = made.map(({ der }) => der);
});

const origin = (methodId: string, name: string, more: Partial<OwnOrigin['listener']> = {}): OwnOrigin => ({
  methodId,
  listener: {
    own: {
      name,
      origin: `https://${name}.mtls.example.org:3443`,
      freshOrigin: `https://{attempt}-${name}.mtls.example.org:3443`,
    },
    sharedOrigin: 'https://mtls.example.org:3443',
    sharedFreshOrigin: 'https://{attempt}.mtls.example.org:3443',
    sendsNames: true,
    authorities,
    ...more,
  },
});

describe('the rendering of certificate origins', () => {
  it('has a server and a bundle for each, within the grammar of the agent', () => {
    const rendering = numbered(renderOrigins([origin(second, 'beta'), origin(first, 'acme')]), 7);

    expect(unwritable(rendering, certificateOriginsGrammar)).toBeUndefined();
    expect(Object.keys(rendering.files).toSorted()).toEqual(
      [`${first}.ca`, `${second}.ca`, 'generation.map', 'methods.map', 'servers.conf'].toSorted(),
    );
    expect(rendering.files['methods.map']?.split('\n')).toEqual([
      `acme.mtls.example.org ${first};`,
      `"~*^[0-9a-f]{16}-acme\\.mtls\\.example\\.org\\z" ${first};`,
      `beta.mtls.example.org ${second};`,
      `"~*^[0-9a-f]{16}-beta\\.mtls\\.example\\.org\\z" ${second};`,
      '',
    ]);
  });

  it('is the same for the same origins, in whatever order they come', () => {
    const reversed = authorities.toReversed();
    const one = renderOrigins([origin(first, 'acme'), origin(second, 'beta')]);
    const other = renderOrigins([origin(second, 'beta', { authorities: reversed }), origin(first, 'acme')]);

    expect(other.digest).toBe(one.digest);
    expect(renderOrigins([origin(first, 'acme')]).digest).not.toBe(one.digest);
  });

  it('names no file of CAs where none are sent', () => {
    for (const more of [{ sendsNames: false }, { authorities: [] }]) {
      const { files } = renderOrigins([origin(first, 'acme', more)]);

      expect(Object.keys(files)).not.toContain(`${first}.ca`);
      expect(files['servers.conf']).not.toContain('ssl_client_certificate');
    }
  });

  it('serves one of two methods of one name', () => {
    expect(renderOrigins([origin(second, 'acme'), origin(first, 'acme')]).names).toEqual({ [first]: 'acme' });
  });

  it.each(['acme;}', 'acme "', '*', 'Acme', 'acme\nserver'])('writes nothing with the name %j', (name) => {
    const rendering = renderOrigins([origin(first, 'x')]);
    const files = {
      ...rendering.files,
      'servers.conf': rendering.files['servers.conf']!.replace('x.mtls', `${name}.mtls`),
    };

    expect(unwritable({ ...numbered(rendering, 1), files }, certificateOriginsGrammar)).toBeDefined();
  });
});
