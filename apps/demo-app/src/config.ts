/** Settings of the demo, read once from the environment. */
export interface DemoConfig {
  /** Issuer of the identity provider, for example `https://localhost:8443/oidc`. */
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Own public origin; the redirect address is `<origin>/callback`. */
  readonly origin: string;
  /** Path of a Unix socket, or `host:port`. */
  readonly listen: string;
}

const httpsAddress = (name: string, value: string): URL => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'https:') throw new Error(`${name} must be an https address, not "${value}".`);
  return url;
};

/** Throws with a sentence that says what to set. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): DemoConfig => {
  const required = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`Set ${name}: ISSUER, CLIENT_ID, CLIENT_SECRET, ORIGIN and LISTEN are needed.`);
    return value;
  };
  return {
    issuer: httpsAddress('ISSUER', required('ISSUER')),
    clientId: required('CLIENT_ID'),
    clientSecret: required('CLIENT_SECRET'),
    origin: httpsAddress('ORIGIN', required('ORIGIN')).origin,
    listen: required('LISTEN'),
  };
};
