import type { Client } from 'pg';

const atOnce = 5000;

const statements = [
  `insert into account (username, name) select 'holder' || n, 'Holder ' || n from generate_series($1::int, $2::int) n`,
  `insert into certificate (sha256, der, summary, not_before, not_after)
   select sha256(convert_to('certificate ' || n, 'UTF8')), decode(repeat('00', 900), 'hex'), jsonb_build_object('name', 'Holder ' || n,
       'subject', 'CN=Holder ' || n || ',O=Example', 'issuer', 'CN=Bench CA ' || n % 10, 'issuerName', 'Bench CA ' || n % 10,
       'serialNumber', upper(to_hex(n)), 'notBefore', now() - interval '1 year', 'notAfter', now(), 'key', 'EC P-256', 'purposes', '[]'::jsonb,
       'sha256', encode(sha256(convert_to('certificate ' || n, 'UTF8')), 'hex'),
       'alternativeNames', jsonb_build_array('email:holder' || n || '@example.test')),
     now() - interval '1 year', date_trunc('second', now()) + (n % 1000 - 100) * interval '1 day'
   from generate_series($1::int, $2::int) n`,
  `insert into identifier (account_id, method_id, subject, label, certificate_id, last_used_at)
   select a.id, (select id from sign_in_method where type = 'mtls' limit 1), 'bench:' || n, a.name, c.id, case when n % 10 < 7 then now() end
   from generate_series($1::int, $2::int) n join account a on a.username = 'holder' || n
   join certificate c on c.sha256 = sha256(convert_to('certificate ' || n, 'UTF8'))`,
];

const authorities = `
  insert into certificate (sha256, der, summary, not_before, not_after)
  select sha256(convert_to('ca ' || n, 'UTF8')), decode(repeat('00', 900), 'hex'), jsonb_build_object('name', 'Bench CA ' || n,
      'subject', 'CN=Bench CA ' || n, 'issuer', 'CN=Root', 'issuerName', 'Root', 'serialNumber', n::text, 'key', 'EC P-256',
      'purposes', '[]'::jsonb, 'sha256', encode(sha256(convert_to('ca ' || n, 'UTF8')), 'hex'), 'alternativeNames', '[]'::jsonb),
    now(), now() + interval '10 years'
  from generate_series(0, 9) n on conflict do nothing`;

/**
 * Certificates number `from` to `to` of as many people, straight in the database: from 10 CAs, a tenth of them expired, three tenths never used.
 * What stands for the DER is no certificate: nothing here reads it.
 */
export const addCertificates = async (client: Client, from: number, to: number): Promise<void> => {
  await client.query(authorities);
  for (let first = from; first <= to; first += atOnce)
    for (const text of statements) await client.query(text, [first, Math.min(to, first + atOnce - 1)]);
  await client.query('vacuum (analyze)');
};
