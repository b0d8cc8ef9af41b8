import { describe, expect, it } from 'vitest';
import { ExchangeFixture } from '../../testing/exchange-fixture.js';
import { createOrganization } from '../../testing/organizations.js';

const fixture = new ExchangeFixture();

describe('a token that an API got in exchange for that of an application of an organization', () => {
  it('ends with it when the organization is suspended,', async () => {
    const { server, applicationId } = fixture;
    const { body: earlier } = await fixture.exchange();
    const { id } = await createOrganization(server);
    const { id: other } = await createOrganization(server);
    await server.manage('PATCH', `clients/${applicationId}`, { organization_id: id, access: { mode: 'everybody' } });
    const { body: exchanged } = await fixture.exchange();
    const isActive = async (token: unknown) => (await fixture.introspect(token as string))['active'];
    expect(await isActive(exchanged.access_token)).toBe(true);

    await server.manage('PATCH', `organizations/${other}`, { status: 'suspended' });
    expect(await isActive(exchanged.access_token)).toBe(true);
    await server.manage('PATCH', `organizations/${id}`, { status: 'suspended' });

    expect(await isActive(exchanged.access_token)).toBe(false);
    expect(await isActive(earlier.access_token)).toBe(false);
    expect((await fixture.exchange()).status).toBe(400);
  });
});
