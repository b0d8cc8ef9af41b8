import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { Management } from '../support/management.js';

const postern = inject('postern');
const script = new URL('documented-commands.sh', import.meta.url).pathname;
const rfc4514 = 'CN=CommonNameOrHostname,OU=CompanySectionName,O=CompanyName,L=CityName,ST=StateName,C=XX';

/** What the script said, by name. */
const run = async (): Promise<ReadonlyMap<string, readonly unknown[]>> => {
  const { origins, ca } = postern;
  const { token } = await Management.asAdministrator(postern);
  const folder = mkdtempSync(join(tmpdir(), 'postern-commands-'));
  try {
    const env = { ...process.env, ORIGIN: origins.public, MTLS_ORIGIN: origins.clients, TOKEN: token, CA: ca };
    const { stdout } = await promisify(execFile)('bash', [script], { cwd: folder, env });
    const said = new Map<string, unknown[]>();
    for (const line of stdout.trim().split('\n')) {
      const [name = '', json = ''] = line.split('\t');
      said.set(name, [...(said.get(name) ?? []), JSON.parse(json)]);
    }
    return said;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('the commands of the document, with host, token and values replaced', () => {
  let said: ReadonlyMap<string, readonly unknown[]>;
  beforeAll(async () => {
    said = await run();
  });
  const token = { access_token: expect.any(String), token_type: expect.any(String) };
  const refused = { error: 'invalid_client' };

  it('A3 A6 A12 make an application with a self-signed certificate, which gets a token with it', () => {
    expect(said.get('created')).toEqual([
      expect.objectContaining({ client_secret: null, token_endpoint_auth_method: null }),
    ]);
    expect(said.get('first')).toEqual([expect.objectContaining(token)]);
  });

  it('A7 A10 rotate it: the second is inactive until it is associated, and the first is gone when it is deleted', () => {
    expect(said.get('inactive')).toEqual([expect.objectContaining(refused)]);
    expect(said.get('second')).toEqual([expect.objectContaining(token)]);
    expect(said.get('gone')).toEqual([expect.objectContaining(refused)]);
  });

  it('A4 A5 make applications with certificates of an authority, by name and by certificate', () => {
    const credential = { credential_type: 'cert_subject_dn', subject_dn: rfc4514, used_by: ['tls_client_auth'] };

    expect(said.get('ca-signed')).toEqual([1, 2].map(() => [expect.objectContaining(credential)]));
  });

  it('A8 A9 change from a secret to a certificate and back; each time the other is refused', () => {
    expect(said.get('by-certificate')).toEqual([expect.objectContaining(token)]);
    expect(said.get('by-refused-secret')).toEqual([expect.objectContaining(refused)]);
    expect(said.get('in-use')).toEqual([expect.objectContaining({ code: 'credential.in_use' })]);
    expect(said.get('by-secret')).toEqual([expect.objectContaining(token)]);
    expect(said.get('by-refused-certificate')).toEqual([expect.objectContaining(refused)]);
  });
});
