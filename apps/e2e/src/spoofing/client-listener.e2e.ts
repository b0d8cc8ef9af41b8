import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ClientWithSecret } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { eventsSince } from '../support/event-log.js';
import { pairOf } from '../support/issuing.js';
import { byCertificate, Machine, registerMachine, tokenIn } from '../support/machines.js';
import { Management } from '../support/management.js';
import type { PemPair } from '../support/people.js';
import { dialOrigin, dialSocket, type RawRequest, sendRaw } from '../support/raw-request.js';
import { forgeries, headersOf, proxySecretOf } from './forgery.js';

const postern = inject('postern');
const [sockets] = postern.sockets;
const secret = proxySecretOf(postern);
const { host } = new URL(postern.origins.public);
const { host: clientHost } = new URL(postern.origins.clients);
const sample = readFileSync(postern.demoMachine!.certificate.cert, 'utf8');
const forged = headersOf(sample, secret);
const only = 'This is where applications with a certificate get and use tokens';
let admin: Management;
let mallory: PemPair;
let malloryApp: ClientWithSecret;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  mallory = pairOf(await issueSelfSigned({ subject: `CN=Mallory ${randomBytes(4).toString('hex')}` }));
  malloryApp = await registerMachine(admin, byCertificate(mallory));
});

const path = '/oidc/token';
const parameters = (clientId: string) =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    resource: `${postern.origins.public}/api/v2`,
    scope: 'read:clients',
  }).toString();

/** A request for a token of an application, with whatever else is forged. */
const tokenRequest = (clientId: string, forgery: Partial<RawRequest>): RawRequest => {
  const text = parameters(clientId);
  const { headers = [], trailers, ...rest } = forgery;
  const type = [
    ['Accept', 'application/json'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
  ] as const;
  return {
    ...rest,
    method: 'POST',
    path,
    host: clientHost,
    body: text,
    ...(trailers === undefined
      ? { headers: [...type, ['Content-Length', String(text.length)], ...headers] }
      : { headers: [...type, ...headers], trailers }),
  };
};

describe('forged certificate headers on the client listener', () => {
  it.each(Object.entries(forgeries))('%s do not stand in for a certificate', async (_how, forge) => {
    const { status, body } = await sendRaw(
      dialOrigin(postern, postern.origins.clients),
      tokenRequest(postern.demoMachine!.client_id, forge(forged)),
    );

    expect(status).toBe(401);
    expect(body).toContain('invalid_client');
  });

  it.each(Object.entries(forgeries))('%s do not replace the certificate of the handshake', async (_how, forge) => {
    const dial = dialOrigin(postern, postern.origins.clients, mallory);

    const asDemo = await sendRaw(dial, tokenRequest(postern.demoMachine!.client_id, forge(forged)));
    const asMallory = await sendRaw(dial, tokenRequest(malloryApp.client_id, forge(forged)));

    expect([asDemo.status, asMallory.status]).toEqual([401, 200]);
  });

  it.each(['/', '/oidc/auth', '/api/mtls/sign-in', '/api/interaction/x', '/health/ready', '/panel/', '/oidc/token/x'])(
    'open nothing else there: %s',
    async (elsewhere) => {
      const answers = await Promise.all(
        Object.values(forgeries).map((forge) =>
          sendRaw(dialOrigin(postern, postern.origins.clients, mallory), {
            path: elsewhere,
            host: clientHost,
            ...forge(forged),
          }),
        ),
      );

      expect(answers.map(({ status, body }) => [status, body.includes(only)])).toEqual(answers.map(() => [404, true]));
    },
  );
});

describe('forged certificate headers at the public token endpoint', () => {
  it.each(Object.entries(forgeries))('%s authenticate nobody', async (_how, forge) => {
    const dials = [dialOrigin(postern, postern.origins.public, mallory), dialSocket(sockets?.public ?? '')];
    const request = { ...tokenRequest(postern.demoMachine!.client_id, forge(forged)), host };

    const answers = await Promise.all(dials.map((dial) => sendRaw(dial, request)));

    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  it.each(Object.entries(forgeries))('%s do not make a bound token good', async (_how, forge) => {
    const { certificate, client_id } = postern.demoMachine!;
    const pair = { cert: sample, key: readFileSync(certificate.key, 'utf8') };
    const token = tokenIn(await new Machine(postern, pair).ask(client_id));
    const { headers = [], ...rest } = forge(forged);
    const call = {
      path: '/api/v2/clients',
      host,
      headers: [['Authorization', `Bearer ${token}`] as const, ...headers],
      ...rest,
    };

    const answers = await Promise.all([
      sendRaw(dialOrigin(postern, postern.origins.public, mallory), call),
      sendRaw(dialOrigin(postern, postern.origins.clients, mallory), { ...call, host: clientHost }),
      sendRaw(dialSocket(sockets?.public ?? ''), call),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });
});

describe('past Nginx, straight to the client socket', () => {
  const straight = (headers: RawRequest['headers']) =>
    sendRaw(dialSocket(sockets?.clients ?? ''), tokenRequest(postern.demoMachine!.client_id, { headers }));
  const without = (name: string) => forged.filter(([each]) => each !== name);

  it.each([
    ['without the secret', without('X-Postern-Proxy-Secret')],
    [
      'with another secret',
      [...without('X-Postern-Proxy-Secret'), ['X-Postern-Proxy-Secret', 'x'.repeat(43)] as const],
    ],
    ['with the secret twice', [...forged, ['X-Postern-Proxy-Secret', secret] as const]],
    ['with two certificates', [...forged, forged.find(([name]) => name === 'X-SSL-Client-Cert')!]],
    ['with a header spelled with underscores', [...forged, ['X_SSL_Client_Verify', 'SUCCESS'] as const]],
    ['with another serial number', [...without('X-SSL-Client-Serial'), ['X-SSL-Client-Serial', '01'] as const]],
    ['with a certificate and no verdict', without('X-SSL-Client-Verify')],
  ])("the sample application's certificate %s is refused and on record", async (_how, headers) => {
    const begun = new Date(Date.now() - 1000);

    expect((await straight(headers)).status).toBe(401);
    await expect
      .poll(async () =>
        (await eventsSince(admin, 'client.authentication_failed', begun)).map(({ details }) => details['reason']),
      )
      .toContain('certificate.header_mismatch');
  });

  it.each([
    ["people's certificate socket", sockets?.mtls, 404],
    ['the public socket', sockets?.public, 401],
  ])('the same headers, all of them right, count nothing on %s', async (_where, socket, status) => {
    const request = tokenRequest(postern.demoMachine!.client_id, { headers: forged });

    expect((await sendRaw(dialSocket(socket ?? ''), request)).status).toBe(status);
  });

  it("people's endpoint is not there", async () => {
    const answers = await Promise.all(
      ['/api/mtls/sign-in?ticket=x', '/', '/oidc/auth', '/health/ready', '//oidc/token'].map((elsewhere) =>
        sendRaw(dialSocket(sockets?.clients ?? ''), { path: elsewhere, host, headers: forged }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });
});
