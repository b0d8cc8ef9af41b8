import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type ExampleClient,
  type ExampleMethod,
  exampleOf,
  type ExampleSignIn,
  type ExampleTool,
  localAuthority,
} from '@postern/client-examples';
import type { ClientInput, ClientWithSecret, CredentialSan } from '@postern/contracts';
import { decodeJwt } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { discover, registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { freePort } from '../support/free-port.js';
import { PlainBrowser } from '../support/plain-browser.js';
import { findUser, openBrowser } from '../support/people.js';
import { visit } from '../support/visit.js';

const postern = inject('postern');
const run = promisify(execFile);
const nodeModules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
const audience = `https://${randomUUID()}.api.example`;
let admin: Management;
let metadata: Readonly<Record<string, unknown>>;
let folder: string;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  metadata = await discover(postern, openBrowser(postern));
  await admin.post('/resource-servers', {
    name: 'Invoices',
    identifier: audience,
    scopes: [{ value: 'read:invoices' }],
  });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-example-'));
  symlinkSync(nodeModules, join(folder, 'node_modules'));
  // As in the folder that Postern was started in.
  mkdirSync(join(folder, dirname(localAuthority)), { recursive: true });
  symlinkSync(postern.ca, join(folder, localAuthority));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const register = async (token_endpoint_auth_method: 'client_secret_basic' | 'client_secret_post') => {
  const { record } = await registerApplication(admin, {
    app_type: 'non_interactive',
    redirect_uris: [],
    post_logout_redirect_uris: [],
    token_endpoint_auth_method,
  });
  await admin.post('/client-grants', { client_id: record.client_id, audience, scope: ['read:invoices'] });
  return record;
};

/** The same values that the panel takes from the discovery document and the application. */
const exampleFor = (clientId: string, method: ExampleMethod, more: Partial<ExampleClient> = {}): ExampleClient => ({
  clientId,
  method,
  issuer: String(metadata['issuer']),
  tokenEndpoint: String(metadata['token_endpoint']),
  mtlsTokenEndpoint: (metadata['mtls_endpoint_aliases'] as { readonly token_endpoint: string }).token_endpoint,
  algorithm: 'RS256',
  subject: null,
  san: null,
  audience,
  scope: ['read:invoices'],
  authority: localAuthority,
  signIn: null,
  ...more,
});

const environment = (secret: string | null): NodeJS.ProcessEnv => ({
  ...{ PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: localAuthority },
  ...(secret !== null && { CLIENT_SECRET: secret }),
});
const isForNode = (tool: ExampleTool): boolean => tool === 'openid-client';

/** Puts a text where it says: a shell, or a file for Node. Nothing of it is changed. */
const place = (tool: ExampleTool, client: ExampleClient): readonly [interpreter: string, file: string] => {
  const file = join(folder, isForNode(tool) ? 'example.mjs' : 'example.sh');
  writeFileSync(file, exampleOf(tool, client));
  return [isForNode(tool) ? process.execPath : 'bash', file];
};

const paste = async (tool: ExampleTool, client: ExampleClient, secret: string | null = null): Promise<string> => {
  const [interpreter, file] = place(tool, client);
  const { stdout } = await run(interpreter, [file], { cwd: folder, env: environment(secret) });
  return stdout.trim();
};

const expectToken = async (tool: ExampleTool, client: ExampleClient, secret: string | null = null): Promise<void> => {
  const printed = await paste(tool, client, secret);
  const token = tool === 'curl' ? (JSON.parse(printed) as { readonly access_token: string }).access_token : printed;

  expect(decodeJwt(token)).toMatchObject({ aud: audience, client_id: client.clientId, scope: 'read:invoices' });
};

const fileText = (name: string): string => readFileSync(join(folder, name), 'utf8');

const use = async ({ client_id }: ClientWithSecret, method: string, input: object): Promise<void> => {
  const { id } = await admin.post<{ readonly id: string }>(`/clients/${client_id}/credentials`, input);
  await admin.patch(`/clients/${client_id}`, {
    token_endpoint_auth_method: null,
    client_authentication_methods: { [method]: { credentials: [{ id }] } },
  });
};

/** What an authority does with the request that the example makes. */
const sign = (): Promise<unknown> => {
  const { machinesCa } = postern;
  const authority = ['-CA', machinesCa, '-CAkey', machinesCa.replace(/\.pem$/, '.key')];
  const files = ['-in', 'client.csr', '-out', 'client.crt', '-days', '1', '-copy_extensions', 'copy'];
  return run('openssl', ['x509', '-req', ...authority, ...files], { cwd: folder });
};

describe('the examples of the panel work as they are pasted', () => {
  it.each(['client_secret_basic', 'client_secret_post'] as const)('%s', async (method) => {
    const { client_id, client_secret } = await register(method);
    const example = exampleFor(client_id, method);

    await expectToken('curl', example, client_secret);
    await expectToken('openid-client', example, client_secret);
  });

  it('self_signed_tls_client_auth (A12)', async () => {
    const client = await register('client_secret_basic');
    const example = exampleFor(client.client_id, 'self_signed_tls_client_auth');
    await paste('openssl', example);
    await use(client, example.method, { credential_type: 'x509_cert', pem: fileText('client.crt') });

    await expectToken('curl', example);
    await expectToken('openid-client', example);
  });

  it('tls_client_auth by subject name (A11)', async () => {
    const client = await register('client_secret_basic');
    const subject = String.raw`CN=pay\, roll,OU=Billing/EU,O=Example,C=DE`;
    const example = exampleFor(client.client_id, 'tls_client_auth', { subject });
    await use(client, example.method, { credential_type: 'cert_subject_dn', subject_dn: subject });
    await paste('openssl', example);
    await sign();

    await expectToken('curl', example);
    await expectToken('openid-client', example);
  });

  it.each<CredentialSan>([
    { type: 'dns', value: 'payroll.example.org' },
    { type: 'uri', value: 'spiffe://example.org/payroll' },
    { type: 'ip', value: '192.0.2.7' },
    { type: 'email', value: 'payroll@example.org' },
  ])('tls_client_auth by an alternative name: $type', async (san) => {
    const client = await register('client_secret_basic');
    const example = exampleFor(client.client_id, 'tls_client_auth', { san });
    await use(client, example.method, { credential_type: 'cert_san', san });
    await paste('openssl', example);
    await sign();

    await expectToken('curl', example);
  });

  it.each(['RS256', 'PS256', 'ES256'] as const)('private_key_jwt with %s (D1, D2)', async (algorithm) => {
    const client = await register('client_secret_basic');
    const example = exampleFor(client.client_id, 'private_key_jwt', { algorithm });
    await paste('openssl', example);
    const pem = fileText('client.crt');
    await use(client, example.method, { credential_type: 'x509_cert', pem, alg: algorithm });

    await expectToken('curl', example);
    // An assertion is used once: the next run makes another.
    await expectToken('curl', example);
    await expectToken('openid-client', example);
  });
});

describe('the examples of the panel sign people in as they are pasted', () => {
  /** An application of a kind that may have a token for the API, and the example for it. */
  const registerFor = async (
    appType: ExampleSignIn['appType'],
    redirectUri: string,
    more: Partial<ClientInput> = {},
  ) => {
    const { record } = await registerApplication(admin, {
      ...{ app_type: appType, redirect_uris: [redirectUri], post_logout_redirect_uris: [], ...more },
    });
    await admin.post('/client-grants', { client_id: record.client_id, audience, scope: ['read:invoices'] });
    const signIn = { appType, redirectUri, authorizationEndpoint: String(metadata['authorization_endpoint']) };
    const method = appType === 'regular_web' ? 'client_secret_basic' : 'none';
    return { example: exampleFor(record.client_id, method, { signIn }), secret: record.client_secret };
  };
  const goThere = async (address: string, redirectUri: string): Promise<string> => {
    const browser = openBrowser(postern, findUser(postern, 'alice').certificate);
    return (await visit(postern, { browser }, address, redirectUri)).callback.href;
  };
  const start = (tool: ExampleTool, example: ExampleClient, secret: string | null) => {
    const [interpreter, file] = place(tool, example);
    const child = spawn(interpreter, [file], { cwd: folder, env: environment(secret), stdio: 'pipe' });
    let said = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    const ended = new Promise((resolve) => child.once('close', resolve));
    const heard = (pattern: RegExp) => expect.poll(() => said).toMatch(pattern);
    return { child, ended, heard, said: () => said };
  };

  it.each([
    ['regular_web', 'https://shop.example/callback?from=postern'],
    ['spa', 'https://shop.example/'],
    ['native', 'http://127.0.0.1/callback'],
    ['native', 'com.example.shop:/callback'],
  ] as const)('curl: %s, %s', async (appType, redirectUri) => {
    const { example, secret } = await registerFor(appType, redirectUri);
    const { child, ended, heard, said } = start('curl', example, secret);
    await heard(/paste the address/);
    const [address = ''] = /https:\S+/.exec(said()) ?? [];

    child.stdin.end(`${await goThere(address, redirectUri)}\n`);
    await ended;

    const answer = JSON.parse(said().slice(said().indexOf('{'))) as Readonly<Record<string, string>>;
    expect(decodeJwt(answer['access_token'] ?? '')).toMatchObject({ aud: audience, scope: 'read:invoices' });
    expect(decodeJwt(answer['id_token'] ?? '')).toMatchObject({ aud: example.clientId });
  });

  it.each(['regular_web', 'native'] as const)('openid-client: %s', async (appType) => {
    const origin = `http://localhost:${await freePort()}`;
    const redirectUri = `${origin}/callback`;
    const { example, secret } = await registerFor(appType, redirectUri);
    const { child, ended, heard } = start('openid-client', example, secret);
    try {
      await heard(new RegExp(`Open ${origin}`));
      const person = new PlainBrowser();
      const { headers } = await person.get(origin);

      const callback = await goThere(headers.location ?? '', redirectUri);

      expect((await person.get(callback)).body).toMatch(/^Signed in: [\w-]{10,}$/);
      // A code is good once.
      expect((await person.get(callback)).body).toMatch(/^Not signed in: /);
    } finally {
      child.kill();
      await ended;
    }
  });
});
