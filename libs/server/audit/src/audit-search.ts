import { finds, findsFolded } from '@postern/management';
import { certificateNumbers } from '@postern/x509';

/** Names in the details of events; the object itself may have been deleted. */
const named = ['name', 'label', 'username', 'subject', 'issuer', 'identifier', 'audience', 'api'];
const words = `concat_ws(e'\\n', address, ${named.map((name) => `details ->> '${name}'`).join(', ')})`;

/**
 * SQL: whether an event matches the search.
 *
 * @param parameter takes `auditSearchValue`: `$2`
 */
export const auditSearch = (parameter: string): string => {
  const [search, thumbprint, serialNumber] = [1, 2, 3].map((index) => `(${parameter}::text[])[${index}]`) as [
    string,
    string,
    string,
  ];
  const people = `select id from account where ${findsFolded(search, 'folded')}`;
  const bySha1 = `select encode(sha256, 'hex') from certificate where starts_with(encode(sha1, 'hex'), ${thumbprint})`;
  return `(${[
    finds(search, words),
    `account_id in (${people})`,
    `actor_id in (${people})`,
    `client_id in (select client_id from client where ${finds(search, 'name', 'client_id')})`,
    `ltrim(details ->> 'serialNumber', '0') = nullif(${serialNumber}, '')`,
    `(${[
      `starts_with(details ->> 'sha256', ${thumbprint})`,
      // Several, as a JSON array.
      `strpos(details ->> 'thumbprints', '"' || ${thumbprint}) > 0`,
      `details ->> 'sha256' in (${bySha1})`,
    ].join(' or ')}) and ${thumbprint} <> ''`,
  ].join(' or ')})`;
};

/** The parameter of `auditSearch`. */
export const auditSearchValue = (search: string): readonly string[] => {
  const { thumbprint, serialNumber } = certificateNumbers(search);
  return [search, thumbprint, serialNumber];
};
