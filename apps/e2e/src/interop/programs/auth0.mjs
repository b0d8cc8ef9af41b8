// eslint-disable-next-line @nx/enforce-module-boundaries -- its test installs it beside this program
import { ManagementClient } from 'auth0';

const { domain, clientId, clientSecret, pem } = JSON.parse(process.env.INPUT);
const auth0 = new ManagementClient({ domain, clientId, clientSecret });

const made = await auth0.clients.create({
  name: 'Made by the SDK',
  description: 'A test',
  app_type: 'regular_web',
  callbacks: ['https://app.example/callback'],
  allowed_logout_urls: ['https://app.example/'],
  oidc_conformant: true,
  is_first_party: true,
  client_metadata: { cost_centre: '4711' },
  jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 36_000, secret_encoded: false },
});
const id = made.client_id;
const read = await auth0.clients.get(id);
const whole = await auth0.clients.update(id, { ...read, name: 'Changed by the SDK' });
const fields = await auth0.clients.get(id, { fields: 'client_id,name', include_fields: true });

const names = [];
for await (const client of await auth0.clients.list({ per_page: 2 })) names.push(client.name);
const defaults = await auth0.clients.list();
const bare = await auth0.clients.list({ page: null, per_page: null, include_totals: null });

const credential = await auth0.clients.credentials.create(id, {
  credential_type: 'public_key',
  name: 'Key',
  pem,
  parse_expiry_from_cert: true,
});
const expires_at = new Date(Date.now() + 86_400_000).toISOString();
const ended = await auth0.clients.credentials.update(id, credential.id, { expires_at });
const credentials = await auth0.clients.credentials.list(id);
await auth0.clients.credentials.delete(id, credential.id);

const api = await auth0.resourceServers.create({
  name: 'API of the SDK',
  identifier: `https://${id.toLowerCase()}.api.example`,
  scopes: [{ value: 'read', description: 'Read' }],
  token_lifetime: 600,
});
const byIdentifier = await auth0.resourceServers.get(api.identifier);
const apis = await auth0.resourceServers.list();
const grant = await auth0.clientGrants.create({ client_id: id, audience: api.identifier, scope: ['read'] });
const grants = [];
for await (const one of await auth0.clientGrants.list({ take: 1 })) grants.push(one.id);
const changed = await auth0.clientGrants.update(grant.id, { scope: [] });
await auth0.clientGrants.delete(grant.id);
await auth0.resourceServers.delete(api.id);
await auth0.clients.delete(id);
const gone = await auth0.clients.get(id).catch((error) => error.statusCode);

console.log(
  JSON.stringify({
    callbacks: made.callbacks,
    metadata: made.client_metadata,
    whole: whole.name,
    fields,
    names,
    defaults: defaults.data.length,
    bare: bare.data.length,
    expiresAt: ended.expires_at === expires_at,
    credentials: credentials.length,
    lifetime: api.token_lifetime,
    byIdentifier: byIdentifier.id === api.id,
    apis: apis.data.map(({ identifier }) => identifier).includes(api.identifier),
    grants: grants.includes(grant.id),
    changed: changed.scope,
    gone,
  }),
);
