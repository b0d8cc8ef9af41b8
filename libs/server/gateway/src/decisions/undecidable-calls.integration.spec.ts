import { RevocationLists } from '@postern/certificate-kit';
import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DecisionSocket, escaped } from '../../testing/decision-socket.js';
import { startGatewayApi } from '../../testing/gateway-api.js';
import { CallDecisions } from './call-decisions.service.js';

let api: TestApi;
let socket: DecisionSocket;
let caller: Issued;

beforeAll(async () => {
  api = await startGatewayApi();
  caller = await issueSelfSigned({ subject: 'CN=caller' });
  socket = await DecisionSocket.start(api);
});
afterAll(async () => {
  socket?.stop();
  await api?.stop();
});

describe('a call with a certificate that an administrator has blocked', () => {
  const blocked = { id: 'block', reason: 'lost', since: new Date(), until: null };
  const supply = (blockOf: () => typeof blocked | undefined): void => {
    const supplied = { lists: [], unreadable: [], rules: new Map(), blockOf };
    api.get(RevocationLists).supply({
      current: async () => supplied,
      assertAnswered: async () => undefined,
      noteUse: () => undefined,
    });
  };

  it('is refused by every policy, and accepted again when the block is removed', async () => {
    const served = await socket.serve();
    const codes: unknown[] = [];
    api.get(CallDecisions).onDecision(({ evaluation }) => codes.push(evaluation.code));

    supply(() => blocked);
    expect((await socket.ask({ ...served, certificate: escaped(caller) })).status).toBe(403);
    supply(() => undefined);
    expect((await socket.ask({ ...served, certificate: escaped(caller) })).status).toBe(204);

    expect(codes).toEqual(['certificate.blocked', null]);
  });
});

describe('a call that cannot be decided', () => {
  it('is refused for an API that is gone, or that nobody knows', async () => {
    const { apiId, upstreamId } = await socket.serve();
    const nowhere = { status: 403, headers: { 'x-postern-refusal-status': '404' } };
    const certificate = escaped(caller);
    await api.sql('delete from gateway_api where id = $1', [apiId]);

    for (const gone of [apiId, '', "' or true --"]) {
      expect(await socket.ask({ apiId: gone, upstreamId, certificate })).toMatchObject(nowhere);
    }
  });

  it.each([
    ['what is no certificate', 'nonsense'],
    ['one that was cut off', '-----BEGIN%20CERTIFICATE-----%0AMIIB'],
    ['something that is not even text', '%2D%2D%00'],
    ['something very long', 'A'.repeat(60_000)],
  ])('is refused for %s, which is not the same as none', async (_, certificate) => {
    const served = await socket.serve();
    const codes: unknown[] = [];
    api.get(CallDecisions).onDecision(({ evaluation }) => codes.push(evaluation.code));

    expect((await socket.ask({ ...served, certificate })).status).toBe(403);
    expect((await socket.ask(served)).status).toBe(403);
    expect((await socket.ask({ ...served, certificate: escaped(caller) })).status).toBe(204);
    expect(codes).toEqual(['certificate.malformed', 'gateway.no_client_certificate', null]);
  });
});
