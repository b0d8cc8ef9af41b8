import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How applications prove themselves instead of by a secret. */
export class ClientCredentials20261121100000 implements MigrationInterface {
  readonly name = 'ClientCredentials20261121100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table client
        add column authentication_method text,
        add constraint client_authentication_method
          check (authentication_method in ('self_signed_tls_client_auth', 'tls_client_auth', 'private_key_jwt')),
        add constraint client_method unique (client_id, authentication_method);

      create table client_credential (
        id uuid not null default gen_random_uuid(),
        client_id text not null,
        name text,
        credential_type text not null,
        fingerprint bytea not null,
        kid text,
        alg text,
        subject_dn text,
        subject_key text,
        san_type text,
        san_value text,
        certificate_id uuid,
        sha1 bytea,
        sha256 bytea,
        public_jwk jsonb,
        starts_at timestamptz,
        expires_at timestamptz,
        last_used_at timestamptz,
        expiry_warned_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint client_credential_pk primary key (id),
        constraint client_credential_of_client unique (client_id, id),
        constraint client_credential_fingerprint unique (client_id, fingerprint),
        constraint client_credential_client foreign key (client_id) references client (client_id) on delete cascade,
        constraint client_credential_certificate foreign key (certificate_id) references certificate (id),
        constraint client_credential_name check (name = btrim(name) and char_length(name) between 1 and 100),
        constraint client_credential_alg check (alg in ('RS256', 'PS256', 'ES256')),
        constraint client_credential_san_type check (san_type in ('dns', 'uri', 'ip', 'email')),
        constraint client_credential_parts check (
          case credential_type
            when 'x509_cert' then
              num_nonnulls(certificate_id, sha1, sha256, public_jwk, kid, subject_key, starts_at, expires_at) = 8
            when 'cert_subject_dn' then num_nonnulls(subject_dn, subject_key) = 2 and certificate_id is null
            when 'cert_san' then num_nonnulls(san_type, san_value) = 2 and certificate_id is null
            when 'public_key' then num_nonnulls(public_jwk, kid, alg) = 3 and certificate_id is null
            else false
          end)
      );
      create index client_credential_certificate_id on client_credential (certificate_id)
        where certificate_id is not null;
      create index client_credential_expires_at on client_credential (expires_at) where expires_at is not null;

      -- A row names the method its application has now, so no application uses two at once; and a credential of its own.
      -- "No action" keeps a credential in use as "restrict" would, but lets the application go with all it has.
      create table client_credential_use (
        client_id text not null,
        method text not null,
        credential_id uuid not null,
        created_at timestamptz not null default now(),
        constraint client_credential_use_pk primary key (client_id, credential_id),
        constraint client_credential_use_client foreign key (client_id, method)
          references client (client_id, authentication_method) on delete cascade,
        constraint client_credential_use_credential foreign key (client_id, credential_id)
          references client_credential (client_id, id)
      );

      create trigger client_credential_changed after insert or delete or truncate
        or update of name, credential_type, kid, alg, subject_key, san_type, san_value, sha1, sha256, public_jwk,
          starts_at, expires_at on client_credential
        for each statement execute function postern_changed();
      create trigger client_credential_use_changed after insert or update or delete or truncate on client_credential_use
        for each statement execute function postern_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table client_credential_use, client_credential;
      alter table client drop constraint client_method, drop column authentication_method;
    `);
  }
}
