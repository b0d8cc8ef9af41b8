import type { GatewayApi, GatewayDecision } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { GatewayReader, type Told } from '../support/following-the-gateway-guide.js';
import { Guide } from '../support/guide.js';

const postern = inject('postern');
const guide = new Guide('../gateway/inbound.md');
const { policies } = guide;
/** On one line, whatever the width of the page. */
const words = guide.text.replaceAll(/\s+/g, ' ');
let reader: GatewayReader;
let api: GatewayApi;

beforeAll(async () => {
  reader = await GatewayReader.open(postern, guide);
  await reader.prepare();
  api = await reader.addApi();
});
afterAll(() => reader?.end());

describe('the guide to inbound policies', () => {
  it.each(policies)('shows $name as it is written and as it is told', async ({ policy }) => {
    const { lines } = await reader.management.patch<GatewayApi>(`/gateway/apis/${api.id}`, { policy });

    const told = lines.filter(({ key, direction }) => direction === 'inbound' && key !== 'refusal');
    for (const { text } of told) expect(words).toContain(text);
  });

  it('shows a refusal', async () => {
    const policy = policies.find(({ name }) => name === 'refusal')?.policy;
    const { lines } = await reader.management.patch<GatewayApi>(`/gateway/apis/${api.id}`, { policy });

    expect(words).toContain(lines.find(({ key }) => key === 'refusal')?.text);
  });

  it('E1 drafts the desired thumbprint, tries a stranger, and lets the one caller in', async () => {
    const { draft } = await reader.runForJson<GatewayApi>('draft');
    expect(draft.policy.require).toMatchObject({ type: 'thumbprint', algorithm: 'SHA-1' });
    expect(await reader.runForJson<GatewayDecision>('try')).toMatchObject(guide.answer<object>('try'));

    await reader.apply();
    expect(await reader.call()).toMatchObject({ path: '/v1/world?x=1' });
  });

  it('E2 refuses certificates that were not uploaded, and accepts those of the sample', async () => {
    await reader.runForJson<GatewayApi>('uploaded');
    await reader.apply();
    expect(await reader.call()).toEqual(reader.overview.answer('stranger'));

    await reader.addCaller();
    expect(await reader.call()).toMatchObject({ path: '/v1/world?x=1' });
  });

  it('limits calls, and tells the upstream who called', async () => {
    const { lines } = await reader.runForJson<GatewayApi>('rate-limit');
    expect(words).toContain(lines.find(({ key }) => key === 'rate_limit')?.text);
    await reader.runForJson<GatewayApi>('headers');
    await reader.apply();

    const { headers } = await reader.call<Told>();
    expect(headers).toMatchObject({
      'client-cert': expect.stringMatching(/^:[A-Za-z0-9+/=]+:$/),
      'x-ssl-client-verify': 'SUCCESS',
      'x-ssl-client-dn': 'CN=Payroll,O=Example Corp',
    });
    const own = Object.keys(headers).filter((name) => name.startsWith('x-'));
    for (const name of own) expect(words.toLowerCase()).toContain(`\`${name}\``);
  });

  it('has no untested sample', () => {
    expect(reader.left).toEqual([]);
  });
});
