import { randomUUID } from 'node:crypto';
import { type OrganizationRole, panelClientId, panelScopes, profileScopes } from '@postern/contracts';
import { createAuthority } from '@postern/dev-pki';
import { registerClient } from './assertion-clients.js';
import { createPerson, signIn } from './people.js';
import { type Answer, publicOrigin, type TestServer } from './test-server.js';

export interface TestOrganization {
  readonly id: string;
  readonly slug: string;
  /** `client_id` of its application. */
  readonly application: string;
}

/** An organization that owns a sign-in method. */
export interface EquippedOrganization extends TestOrganization {
  /** Id of the method. */
  readonly method: string;
}

/** An organization with one application, which its members may enter. */
export const createOrganization = async (server: TestServer): Promise<TestOrganization> => {
  const slug = `org-${randomUUID().slice(0, 8)}`;
  const { status, body, text } = await server.manage('POST', 'organizations', { name: `The ${slug}`, slug });
  if (status !== 201) throw new Error(text);
  const { id } = body as { id: string };
  const application = await registerClient(server, {
    ...{ name: `App of ${slug}`, app_type: 'regular_web', organization_id: id },
    redirect_uris: ['https://app.test/callback'],
  });
  return { id, slug, application: application.id };
};

/** The same with a method by certificate, whose CA is its own. */
export const createEquippedOrganization = async (server: TestServer): Promise<EquippedOrganization> => {
  const organization = await createOrganization(server);
  const authority = await createAuthority({ subject: `CN=CA of ${organization.slug}` });
  const { status, body, text } = await server.manage('POST', 'sign-in-methods', {
    ...{
      type: 'mtls',
      name: `Card ${organization.slug}`,
      organizationId: organization.id,
      enabled: true,
      public: true,
    },
    params: { trustAnchors: [authority.pem] },
  });
  if (status !== 201) throw new Error(text);
  return { ...organization, method: (body as { id: string }).id };
};

/** A new person with a role in an organization and none in the system. */
export const addMember = async (
  server: TestServer,
  { id }: Pick<TestOrganization, 'id'>,
  role: OrganizationRole,
): Promise<string> => {
  const { accountId } = await createPerson(server);
  const { status, text } = await server.manage('POST', `organizations/${id}/members`, { account: accountId, role });
  if (status !== 201) throw new Error(text);
  return accountId;
};

/** A token of the panel; with the scopes that members of the system get, unless told. */
export const panelToken = async (
  server: TestServer,
  accountId: string,
  scopes: readonly string[] = [...profileScopes, ...panelScopes],
): Promise<string> => {
  const audience = `${publicOrigin}/api/v2`;
  const scope = scopes.join(' ');
  return (await signIn(server, { accountId, clientId: panelClientId, audience, scope })).token;
};

/** Calls the management API with a token. */
export const callWith = (
  server: TestServer,
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> =>
  server.send(`/api/v2/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
