import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClientCredential, ClientRecord, ClientWithSecret, Problem } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { query } from '../support/database.js';
import { managementToken } from '../support/following-a-guide.js';
import { issueMachine, Machine, machinesAuthority, tokenIn } from '../support/machines.js';
import { Management } from '../support/management.js';
import { escapedForJson, mtlsDocument } from '../support/mtls-document.js';
import type { PemPair } from '../support/people.js';

const postern = inject('postern');
const { origins, ca } = postern;
const { selfSigned, caSigned, revert, generateCertificate, scopes } = mtlsDocument;
const folder = mkdtempSync(join(tmpdir(), 'postern-document-'));
const rfc4514 = 'CN=CommonNameOrHostname,OU=CompanySectionName,O=CompanyName,L=CityName,ST=StateName,C=XX';
/** What openssl makes of `-subj`, as an authority would sign it. */
const subject = rfc4514.split(',').toReversed().join(',');
let token: string;
let admin: Management;
let own: PemPair;

const shell = async (command: string): Promise<string> =>
  (await promisify(execFile)('sh', ['-euc', command], { cwd: folder, env: { ...process.env, CURL_CA_BUNDLE: ca } }))
    .stdout;

/** Runs a command of the document with host, token and these values in their places. */
const run = async <T>(command: string, values: Readonly<Record<string, string>> = {}): Promise<T> => {
  const all = {
    tenant: new URL(origins.public).host,
    management_access_token: token,
    client_name: 'My Client',
    credential_name: 'My Credential',
    ...values,
  };
  const replaced = Object.entries(all).reduce(
    (text, [name, value]) => text.replaceAll(`$${name}`, () => value),
    command,
  );
  if (replaced.includes('$')) throw new Error(`a value is missing: ${replaced}`);
  return JSON.parse(await shell(replaced)) as T;
};

const pemOf = ({ cert }: PemPair) => ({ credential_certificate: escapedForJson(cert) });
const idOf = ({ id }: ClientCredential) => ({ 'credential.id': JSON.stringify(id) });
const clientOf = ({ client_id }: ClientRecord) => ({ client_id });

const withCertificate = ({ client_id }: ClientRecord, certificate: PemPair) =>
  new Machine(postern, certificate).form('token', { grant_type: 'client_credentials', client_id });
const withSecret = ({ client_id, client_secret }: ClientWithSecret) =>
  new Machine(postern).form(
    'token',
    { grant_type: 'client_credentials', client_id, client_secret: client_secret ?? '' },
    origins.public,
  );
/** By certificate, by secret. */
const statuses = async (client: ClientWithSecret, certificate: PemPair) => [
  (await withCertificate(client, certificate)).status,
  (await withSecret(client)).status,
];
/** State before a reader follows the document. */
const existingClient = () =>
  admin.post<ClientWithSecret>('/clients', {
    name: 'My Client',
    app_type: 'non_interactive',
    token_endpoint_auth_method: 'client_secret_post',
  });

beforeAll(async () => {
  token = await managementToken(postern, scopes);
  admin = new Management(postern, token);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the document «Configure mTLS for a Client», its commands from top to bottom', () => {
  it('A12 makes a certificate with openssl', async () => {
    await shell(generateCertificate);

    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    own = { cert: read('cert.pem'), key: read('key.pem') };
  });

  it('A3 A6 A12 creates a client with a self-signed certificate, its line breaks escaped', async () => {
    const client = await run<ClientWithSecret>(selfSigned.createClient, pemOf(own));

    expect(client).toMatchObject({ client_secret: null, id_token_signed_response_alg: 'RS256' });
    tokenIn(await withCertificate(client, own));
  });

  it('A7 A8 A9 patches a client to a self-signed certificate, and reverts it to its secret', async () => {
    const client = await existingClient();
    const credential = await run<ClientCredential>(selfSigned.createCredential, { ...clientOf(client), ...pemOf(own) });
    expect(credential).toMatchObject({ name: 'My Credential', credential_type: 'x509_cert', used_by: [] });
    expect(await statuses(client, own)).toEqual([401, 200]);

    await run(selfSigned.associate, { ...clientOf(client), ...idOf(credential) });
    expect(await statuses(client, own)).toEqual([200, 401]);

    await run(revert, clientOf(client));
    expect(await statuses(client, own)).toEqual([401, 200]);
  });

  it('A4 creates a client with a certificate of an authority, whose subject name is read and kept', async () => {
    const authority = await machinesAuthority(postern);
    const certificate = await issueMachine(authority, subject);

    const client = await run<ClientWithSecret>(caSigned.createClient, pemOf(certificate));

    tokenIn(await withCertificate(client, certificate));
    // A11: another one of the same name.
    tokenIn(await withCertificate(client, await issueMachine(authority, subject)));
  });

  it('A4 A5 creates a client with a subject name', async () => {
    const client = await run<ClientWithSecret>(caSigned.createClientBySubject);

    tokenIn(await withCertificate(client, await issueMachine(await machinesAuthority(postern), subject)));
    expect((await withCertificate(client, own)).status).toBe(401);
  });

  it.each(['createCredential', 'createCredentialBySubject'] as const)(
    'A5 A7 A8 A9 patches a client to a certificate of an authority, and reverts it: %s',
    async (create) => {
      const certificate = await issueMachine(await machinesAuthority(postern), subject);
      const client = await existingClient();
      const values = create === 'createCredential' ? pemOf(certificate) : {};
      const credential = await run<ClientCredential>(caSigned[create], { ...clientOf(client), ...values });
      expect(credential).toMatchObject({ credential_type: 'cert_subject_dn', subject_dn: rfc4514, used_by: [] });
      expect(await statuses(client, certificate)).toEqual([401, 200]);

      await run(caSigned.associate, { ...clientOf(client), ...idOf(credential) });
      expect(await statuses(client, certificate)).toEqual([200, 401]);

      await run(revert, clientOf(client));
      expect(await statuses(client, certificate)).toEqual([401, 200]);
    },
  );
});

describe("the document's sample of a certificate, which is a private key", () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

  it.each([
    ['as it was', (pem: string) => pem],
    [
      'as it is now, called a certificate at its beginning',
      (pem: string) => pem.replace('BEGIN PRIVATE KEY', 'BEGIN CERTIFICATE'),
    ],
    ['called a certificate altogether', (pem: string) => pem.replaceAll('PRIVATE KEY', 'CERTIFICATE')],
  ])('is refused and said to be one, %s', async (_, disguised) => {
    const client = await existingClient();
    const values = { ...clientOf(client), credential_certificate: escapedForJson(disguised(privateKey)) };

    for (const command of [selfSigned.createCredential, caSigned.createCredential, selfSigned.createClient]) {
      const problem = await run<Problem>(command, values);

      expect(problem).toMatchObject({ status: 422, code: 'credential.private_key_given' });
      expect(problem.title).toContain('A private key was given');
    }
  });

  it('is neither kept nor logged, in any of these forms', async () => {
    const der = Buffer.from(privateKey.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const piece = der.subarray(600, 624);
    const pieces = [piece.toString('base64'), piece.toString('base64url'), piece.toString('hex')];
    const logs = readdirSync(postern.logs).map((name) => readFileSync(join(postern.logs, name), 'utf8'));
    const tables = await query<{ name: string }>(
      postern,
      `select quote_ident(table_name) as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );

    expect([logs.length > 0, tables.length > 10]).toEqual([true, true]);
    for (const text of pieces) {
      expect(logs.filter((log) => log.includes(text))).toEqual([]);
      for (const { name } of tables) {
        expect(await query(postern, `select 1 from ${name} as r where r::text like $1`, [`%${text}%`])).toEqual([]);
      }
    }
  });
});
