import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { GatewayReader } from '../support/following-the-gateway-guide.js';
import { Guide } from '../support/guide.js';

const postern = inject('postern');
let reader: GatewayReader;

beforeAll(async () => {
  reader = await GatewayReader.open(postern, new Guide('../gateway/README.md'));
  await reader.prepare();
});
afterAll(() => reader?.end());

describe('the guide to the gateway, followed from top to bottom', () => {
  it('leads to an API that only an uploaded caller reaches', async () => {
    const { state, draft } = await reader.addApi();
    expect([state, draft.policy.require]).toEqual(['draft', { type: 'uploaded' }]);
    expect(await reader.call()).toMatchObject({ status: 404 });

    expect((await reader.apply()).api.state).toBe('applied');
    expect(await reader.call()).toEqual(reader.guide.answer('stranger'));

    await reader.addCaller();
    expect(await reader.call()).toMatchObject({ path: '/v1/world?x=1', gateway: null });
  });

  it('has no untested sample', () => {
    expect(reader.left).toEqual([]);
  });
});
