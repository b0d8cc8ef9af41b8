import { Client } from 'pg';

/** Makes `apis` APIs that serve, each with an upstream of its own, and `callers` uploaded certificates, straight in the database. */
export const addManyApis = async (databaseUrl: string, apis: number, callers: number): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `with made as (
         insert into gateway_upstream (name, url, addresses, trusted_ca)
         select 'bench upstream ' || n, 'https://host-' || n || '.example.com:8443/v2', array['10.0.0.' || (n % 250 + 1)], null
         from generate_series(1, $1) n returning id, name
       ), numbered as (
         select id, substr(name, 16)::int as n from made
       )
       insert into gateway_api (name, path_prefix, upstream_id, policy, forwarded_headers, applied, applied_path_prefix, applied_upstream_id, version)
       select 'bench api ' || n, '/bench/api-' || n, id, policy, forwarded,
         jsonb_build_object('name', 'bench api ' || n, 'pathPrefix', '/bench/api-' || n, 'upstreamId', id, 'policy', policy,
           'rateLimit', null, 'forwardedHeaders', forwarded), '/bench/api-' || n, id, 1
       from numbered, (select '{"require":{"type":"uploaded"},"refusal":{"status":401,"reason":"Invalid client certificate"}}'::jsonb as policy,
         '{"clientCert":false,"xSslClient":false}'::jsonb as forwarded) defaults`,
      [apis],
    );
    await client.query(
      `with made as (
         insert into certificate (sha256, der, summary, not_before, not_after)
         select sha256(convert_to('caller ' || n, 'UTF8')), convert_to('caller ' || n, 'UTF8'), '{"subject":"CN=caller"}', now(), now() + interval '1 year'
         from generate_series(1, $1) n returning id
       )
       insert into gateway_caller_certificate (name, certificate_id) select 'caller', id from made`,
      [callers],
    );
    await client.query('analyze');
  } finally {
    await client.end();
  }
};
