import type { GatewayApi, GatewayUpstream, GatewayCertificate, Problem } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { GatewayReader } from '../support/following-the-gateway-guide.js';
import { Guide } from '../support/guide.js';

const postern = inject('postern');
let reader: GatewayReader;
let api: GatewayApi;

beforeAll(async () => {
  reader = await GatewayReader.open(postern, new Guide('../gateway/outbound.md'));
  await reader.prepare();
  api = await reader.addApi();
  await reader.apply();
  await reader.addCaller();
});
afterAll(() => reader?.end());

/** The certificate that the upstream was shown, as it tells. */
const shown = async () => (await reader.call()).gateway?.replaceAll(':', '').toLowerCase();
/** What is printed, with the id of this very call. */
const printed = (name: string, { instance }: Problem) => ({ ...reader.guide.answer<Problem>(name), instance });

describe('the guide to upstreams, followed from top to bottom', () => {
  it('C1 C5 uploads a .pfx, and is told of a wrong password as it is printed', async () => {
    await reader.run('make');
    const { id, selfSigned } = await reader.runForJson<GatewayCertificate>('upload');
    expect([id, selfSigned]).toEqual(['hello-client', true]);

    const refused = await reader.runForJson<Problem>('wrong-password');
    expect(refused).toEqual(printed('wrong-password', refused));
  });

  it('C3 C5 shows it to the upstream at once, and replaces it in place', async () => {
    expect(await shown()).toBeUndefined();
    const { credential } = await reader.runForJson<GatewayUpstream>('show');
    expect(credential).toEqual({ type: 'certificate', certificateId: 'hello-client' });
    const { certificate } = await reader.management.get<GatewayCertificate>('/gateway/certificates/hello-client');
    expect(await shown()).toBe(certificate.sha256);
    const { lines } = await reader.management.get<GatewayApi>(`/gateway/apis/${api.id}`);
    expect(lines.find(({ key }) => key === 'credential')?.text).toContain('certificate hello-client');

    const next = await reader.runForJson<GatewayCertificate>('replace');
    expect(next.certificate.sha256).not.toBe(certificate.sha256);
    expect(await shown()).toBe(next.certificate.sha256);
  });

  it('C4 C5 switches the validation off for an upstream that is there', async () => {
    expect(await reader.runForJson<GatewayUpstream>('skip')).toMatchObject({ skipCertificateChainValidation: true });
    expect(await shown()).toMatch(/^[\da-f]{64}$/);
  });

  it('C2 C5 does not delete what is in use, says by what, and deletes it once it is detached', async () => {
    const refused = await reader.runForJson<Problem>('delete');
    expect(refused).toEqual(printed('delete', refused));

    await reader.run('detach');
    expect(await shown()).toBeUndefined();
  });

  it('has no untested sample', () => {
    expect(reader.left).toEqual([]);
  });
});
