import type { Affinity } from '@postern/contracts';
import {
  alternativeNameValues,
  type Certificate,
  type HolderValues,
  otherNameValues,
  readAttributeType,
  sha256,
  subjectMatch,
  type SubjectSource,
  subjectSources,
  subjectValues,
} from '@postern/x509';
import { readRulePattern } from './rule-pattern.js';

/** Sources that are a name in the certificate, without an argument. */
const alternativeNames = { 'san-email': 'email', 'san-upn': 'upn', 'san-uri': 'uri', 'san-dns': 'dns' } as const;
type AlternativeNameSource = keyof typeof alternativeNames;

/** Sources that are written with an argument: `san-other:OID`, `subject:CN`, `subject-pattern:^CN=…`. */
export const sourcesWithArgument = ['san-other', 'subject', 'subject-pattern'] as const;

/** Every kind of source, strictest first. */
export const sourceKinds = [
  ...subjectSources,
  ...(Object.keys(alternativeNames) as AlternativeNameSource[]),
  ...sourcesWithArgument,
] as const;

/** Sources that are unique to one certificate or key; all others are names that the authority writes. */
const high: ReadonlySet<string> = new Set([
  'certificate',
  'public-key',
  'issuer-and-serial',
  'subject-key-identifier',
] satisfies SubjectSource[]);

/** A part of a certificate by which a rule looks for its holder. */
export type RuleSource =
  | { readonly kind: 'subject'; readonly source: SubjectSource; readonly affinity: Affinity }
  | {
      readonly kind: 'name';
      readonly affinity: 'low';
      /** Tells apart what different sources make of the same text; at most 100 characters. */
      readonly prefix: string;
      readonly values: (certificate: Certificate) => HolderValues;
    };

const name = (prefix: string, values: (certificate: Certificate) => HolderValues): RuleSource => ({
  kind: 'name',
  affinity: 'low',
  prefix,
  values,
});

const isSubjectSource = (text: string): text is SubjectSource => (subjectSources as readonly string[]).includes(text);
const isAlternativeName = (text: string): text is AlternativeNameSource => text in alternativeNames;

/** Reads a source; answers a sentence about what is wrong with one that is none. */
export const readRuleSource = (text: string): RuleSource | string => {
  if (isSubjectSource(text)) return { kind: 'subject', source: text, affinity: high.has(text) ? 'high' : 'low' };
  if (Object.hasOwn(alternativeNames, text) && isAlternativeName(text))
    return name(text, (certificate) => alternativeNameValues(certificate, alternativeNames[text]));
  const colon = text.indexOf(':');
  const [kind, argument] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)];
  switch (kind) {
    case 'san-other': {
      if (!oid.test(argument)) return 'san-other needs an OID, such as san-other:2.16.840.1.101.3.6.6';
      return name(`san-other:${argument}`, (certificate) => otherNameValues(certificate, argument));
    }
    case 'subject': {
      const type = readAttributeType(argument);
      if (type === undefined) return 'subject needs an attribute, such as subject:CN, or its OID';
      return name(`subject:${type}`, (certificate) => subjectValues(certificate, type));
    }
    case 'subject-pattern': {
      const pattern = readRulePattern(argument);
      if (typeof pattern === 'string') return pattern;
      const short = sha256(Buffer.from(argument)).slice(0, 32);
      return name(`subject-pattern:${short}`, (certificate) => subjectMatch(certificate, pattern.find));
    }
    default:
      return `is none of ${sourceKinds.join(', ')}`;
  }
};

const oid = /^[0-2](?:\.(?:0|[1-9]\d{0,9})){1,20}$/;

/** The same for a source that was checked when it was stored. */
export const knownRuleSource = (text: string): RuleSource => {
  const source = readRuleSource(text);
  if (typeof source === 'string') throw new Error(`a stored source ${source}`);
  return source;
};
