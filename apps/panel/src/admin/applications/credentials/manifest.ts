import type { KeyCredential, KeyCredentialInput, KeyCredentialManifest } from '@postern/contracts';

/** An error in a typed manifest: its place and the key of its message. */
interface ManifestProblem {
  /** Path of the entry's field, as the API names it; empty for the text as a whole. */
  readonly path: string;
  readonly problem: 'json' | 'shape' | 'entry' | 'type' | 'usage' | 'value' | 'private_key' | 'thumbprint';
  /** The position of a syntax error, from the browser's parser. */
  readonly detail?: string;
}

export type ReadManifest =
  | { readonly manifest: KeyCredentialManifest<KeyCredentialInput>; readonly problems: readonly [] }
  | { readonly manifest: null; readonly problems: readonly ManifestProblem[] };

const base64 = /^[A-Za-z\d+/_-]+={0,2}$/;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const problemsOfEntry = (entry: unknown, index: number): readonly ManifestProblem[] => {
  const path = `keyCredentials.${index}`;
  if (!isObject(entry)) return [{ path, problem: 'entry' }];
  const { type, usage, value, customKeyIdentifier: thumbprint } = entry;
  const isText = typeof value === 'string';
  const checks: readonly (readonly [field: string, wrong: boolean, problem: ManifestProblem['problem']])[] = [
    ['type', type !== 'AsymmetricX509Cert', 'type'],
    ['usage', usage !== 'Verify', 'usage'],
    ['value', isText && /PRIVATE KEY/.test(value), 'private_key'],
    ['value', !isText || (!/PRIVATE KEY/.test(value) && !base64.test(value.replaceAll(/\s/g, ''))), 'value'],
    [
      'customKeyIdentifier',
      thumbprint !== undefined && !(typeof thumbprint === 'string' && base64.test(thumbprint)),
      'thumbprint',
    ],
  ];
  return checks.filter(([, wrong]) => wrong).map(([field, , problem]) => ({ path: `${path}.${field}`, problem }));
};

/** Parses a manifest as typed; the server validates the certificates in it. */
export const readManifest = (text: string): ReadManifest => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { manifest: null, problems: [{ path: '', problem: 'json', detail: (error as Error).message }] };
  }
  const entries = Array.isArray(json) ? json : isObject(json) ? json['keyCredentials'] : undefined;
  if (!Array.isArray(entries)) return { manifest: null, problems: [{ path: '', problem: 'shape' }] };
  const problems = entries.flatMap(problemsOfEntry);
  if (problems.length > 0) return { manifest: null, problems };
  return { manifest: { keyCredentials: entries as KeyCredentialInput[] }, problems: [] };
};

/** The text that is shown and edited. */
export const manifestText = ({ keyCredentials }: KeyCredentialManifest): string =>
  JSON.stringify({ keyCredentials }, null, 2);

/**
 * The existing entries and one more certificate.
 * @param pem one certificate
 */
export const withCertificate = (
  kept: readonly KeyCredential[],
  pem: string,
  displayName: string | null,
): KeyCredentialManifest<KeyCredentialInput> => ({
  keyCredentials: [
    ...kept,
    {
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      value: pem.replaceAll(/-----[^-]+-----|\s/g, ''),
      ...(displayName === null ? {} : { displayName }),
    },
  ],
});
