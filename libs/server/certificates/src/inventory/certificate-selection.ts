import type { CertificateFilter } from '@postern/contracts';
import { findsFolded } from '@postern/management';
import { certificateNumbers } from '@postern/x509';
import type { CertificateSource } from '../certificate-sources.js';

/** Columns of `used`. Texts get one collation, because those of the features differ. */
const columns = [
  'certificate_id',
  ...['holder_id', 'holder', 'within_id', 'within', 'words'].map(
    (name) => `${name}::text collate "default" as ${name}`,
  ),
  'last_used_at',
].join(', ');

const rowsOf = ({ use, lastUse, rows }: CertificateSource): string =>
  `select '${use}'::text as use, '${lastUse}'::text as last_use, ${columns} from (${rows}) as source`;

const nowhere = `select ''::text as use, ''::text as last_use, null::uuid as certificate_id, ${[
  'holder_id',
  'holder',
  'within_id',
  'within',
  'words',
]
  .map((name) => `''::text as ${name}`)
  .join(', ')}, null::timestamptz as last_used_at where false`;

/** Every use of every certificate, as a common table expression that PostgreSQL looks into. */
export const usedExpression = (sources: readonly CertificateSource[]): string =>
  `used as not materialized (${sources.length === 0 ? nowhere : sources.map(rowsOf).join('\nunion all ')})`;

/** A CA and the trusted CAs below it, by the issuer digest of the certificates they issued. Chained by names, as in RFC 5280 §6.1. */
const belowExpression = (id: string): string => `
  trusted as (select distinct certificate_id from used where use like '%trust\\_anchor'),
  below as (
    select sha256(convert_to(ca.summary ->> 'subject', 'UTF8')) as digest from certificate ca where ca.id = ${id}
    union
    select sha256(convert_to(ca.summary ->> 'subject', 'UTF8'))
    from below join certificate ca on ca.issuer_digest = below.digest and ca.id in (select certificate_id from trusted)
  )`;

/** SQL condition of a filter, on `certificate c`. */
export interface CertificateSelection {
  /** Common table expressions, with their `with`; `used` is among them. */
  readonly expressions: string;
  readonly condition: string;
  readonly values: readonly unknown[];
}

/**
 * @param sources where certificates are
 * @param lastUses SQL of `CertificateSources.lastUses`
 */
export const certificateSelection = (
  filter: CertificateFilter,
  sources: readonly CertificateSource[],
  lastUses: string,
): CertificateSelection => {
  const expressions = [usedExpression(sources)];
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const conditions: string[] = [];
  const isExpired = 'c.not_after <= now()';
  if (filter.expiringWithin !== undefined) {
    const end = `c.not_after <= now() + make_interval(days => ${parameter(filter.expiringWithin)}::int)`;
    conditions.push(filter.expired === true ? end : `${end} and c.not_after > now()`);
  } else if (filter.expired !== undefined) conditions.push(filter.expired ? isExpired : 'c.not_after > now()');
  if (filter.use !== undefined) {
    const those = sources
      .filter(({ use }) => use === filter.use)
      .map(({ rows }) => `select certificate_id from (${rows}) s`);
    conditions.push(those.length === 0 ? 'false' : `c.id in (${those.join(' union all ')})`);
  }
  if (filter.neverUsed !== undefined) {
    const used = `c.id in (select certificate_id from used where last_used_at is not null)`;
    const seen = `c.sha256 in (select sha256 from (${lastUses}) l) and c.id in (select certificate_id from used where last_use = 'seen')`;
    if (filter.neverUsed) {
      conditions.push(`c.id in (select certificate_id from used where last_use <> 'none' and last_used_at is null)`);
      // An anti-join: "not in" would be evaluated row by row.
      conditions.push(
        `not exists (select from used where used.certificate_id = c.id and used.last_used_at is not null)`,
      );
      conditions.push(`not (${seen})`);
    } else conditions.push(`${used} or ${seen}`);
  }
  if (filter.issuer !== undefined) {
    const id = `${parameter(filter.issuer)}::uuid`;
    expressions.push(belowExpression(id));
    conditions.push(`c.issuer_digest in (select digest from below) and c.id <> ${id}`);
  }
  if (filter.search !== undefined && filter.search !== '') conditions.push(searched(filter.search, parameter));
  return {
    expressions: `with recursive ${expressions.join(',')}`,
    condition: conditions.length === 0 ? 'true' : conditions.map((one) => `(${one})`).join(' and '),
    values,
  };
};

const searched = (search: string, parameter: (value: unknown) => string): string => {
  const { thumbprint, serialNumber } = certificateNumbers(search);
  const words = parameter(search);
  const alternatives = [
    findsFolded(words, 'c.folded'),
    `c.id in (select certificate_id from used where ${findsFolded(words, 'used.words')})`,
  ];
  if (thumbprint !== '') {
    const start = parameter(thumbprint);
    alternatives.push(...['sha256', 'sha1'].map((name) => `starts_with(encode(c.${name}, 'hex'), ${start})`));
  }
  if (serialNumber !== '') alternatives.push(`ltrim(c.summary ->> 'serialNumber', '0') = ${parameter(serialNumber)}`);
  return alternatives.join(' or ');
};
