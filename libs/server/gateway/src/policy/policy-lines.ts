import type {
  GatewayApiDefinition,
  GatewayClause,
  GatewayIdentity,
  GatewayLineKey,
  GatewayPolicyLine,
} from '@postern/contracts';

type Values = GatewayPolicyLine['values'];
type Inbound = readonly [key: GatewayLineKey, values: Values, text: string];

/** What the outbound half says about an upstream. */
export interface OutboundSide {
  readonly name: string;
  readonly url: string;
  readonly skipCertificateChainValidation: boolean;
  readonly credential: { readonly certificateId: string; readonly thumbprint: string } | null;
}

const labels: Readonly<Record<keyof GatewayIdentity, string>> = {
  thumbprint: 'thumbprint',
  serialNumber: 'serial number',
  commonName: 'common name',
  subject: 'subject',
  dnsName: 'DNS name',
  uri: 'URI',
  email: 'email address',
  ipAddress: 'IP address',
  userPrincipalName: 'user principal name',
  issuerSubject: 'issuer',
  issuerThumbprint: "issuer's thumbprint",
};

const identityText = (identity: GatewayIdentity): string =>
  Object.entries(identity)
    .map(
      ([name, value]) => `${labels[name as keyof GatewayIdentity]} ${String(value).replaceAll(/\s*[\r\n]+\s*/g, ', ')}`,
    )
    .join(' and ');

const clauseLine = (clause: GatewayClause): Inbound => {
  switch (clause.type) {
    case 'all':
      return ['all', { count: clause.clauses.length }, 'All of the following hold:'];
    case 'any':
      return ['any', { count: clause.clauses.length }, 'One of the following holds:'];
    case 'certificate':
      return ['certificate', {}, 'The caller presents any certificate.'];
    case 'thumbprint': {
      const { algorithm, value } = clause;
      return [
        'thumbprint',
        { algorithm, value },
        `The ${algorithm} thumbprint of the caller's certificate is ${value}.`,
      ];
    }
    case 'uploaded':
      return ['uploaded', {}, "The caller's certificate is among the uploaded ones."];
    case 'validate': {
      const checks = (['trust', 'notBefore', 'notAfter', 'revocation'] as const).filter((check) => clause[check]);
      const words = {
        trust: 'is trusted',
        notBefore: 'has begun',
        notAfter: 'has not expired',
        revocation: 'is not revoked',
      };
      const values = { checks, trustAnchors: clause.trustAnchorIds };
      return ['validate', values, `The caller's certificate ${checks.map((check) => words[check]).join(', ')}.`];
    }
    case 'identities': {
      const texts = clause.identities.map(identityText);
      return ['identities', { identities: texts }, `The caller is one of: ${texts.join('; or ')}.`];
    }
    case 'level': {
      const { levels, maxAge } = clause;
      const age = maxAge === null ? '' : `, at most ${maxAge} seconds ago`;
      const text = `The caller sends the access token of a person who signed in at ${levels.join(' or ')}${age}.`;
      return ['level', { levels, maxAge: maxAge ?? '' }, text];
    }
    case 'token': {
      const { scopes, audience } = clause;
      const extent = scopes.length === 0 ? '' : ` with ${scopes.join(' ')}`;
      const text = `The caller sends an access token${extent}${audience === null ? '' : ` for ${audience}`}, bound to its certificate.`;
      return ['token', { scopes, audience: audience ?? '' }, text];
    }
  }
};

const clauseLines = (clause: GatewayClause, path: string, depth: number): readonly GatewayPolicyLine[] => {
  const [key, values, text] = clauseLine(clause);
  const inner = 'clauses' in clause ? clause.clauses : [];
  return [
    { direction: 'inbound', depth, path, key, values, text },
    ...inner.flatMap((each, index) => clauseLines(each, `${path}.clauses.${index}`, depth + 1)),
  ];
};

const line = (
  direction: GatewayPolicyLine['direction'],
  key: GatewayLineKey,
  values: Values,
  text: string,
): GatewayPolicyLine => ({ direction, depth: 0, path: '', key, values, text });

const forwardedNames = ({ clientCert, xSslClient }: GatewayApiDefinition['forwardedHeaders']): readonly string[] => [
  ...(clientCert ? ['Client-Cert'] : []),
  ...(xSslClient ? ['X-SSL-…'] : []),
];

const outboundLines = ({
  url,
  skipCertificateChainValidation,
  credential,
}: OutboundSide): readonly GatewayPolicyLine[] => [
  credential === null
    ? line('outbound', 'no_credential', {}, 'The gateway shows the upstream no certificate.')
    : line(
        'outbound',
        'credential',
        credential,
        `The gateway shows the upstream the certificate ${credential.certificateId} (SHA-1 ${credential.thumbprint}).`,
      ),
  !url.startsWith('https:')
    ? line('outbound', 'plain_http', { url }, `Calls go on to ${url}, unencrypted.`)
    : skipCertificateChainValidation
      ? line('outbound', 'chain_not_validated', { url }, `Calls go on to ${url}, whatever certificate it has.`)
      : line('outbound', 'chain_validated', { url }, `Calls go on to ${url}, whose certificate has to be trusted.`),
];

/** An API's policy in both directions, told line by line. */
export const policyLines = (
  { policy, rateLimit, forwardedHeaders }: Pick<GatewayApiDefinition, 'policy' | 'rateLimit' | 'forwardedHeaders'>,
  upstream: OutboundSide,
): readonly GatewayPolicyLine[] => {
  const { require, refusal } = policy;
  const { status, reason } = refusal;
  const names = forwardedNames(forwardedHeaders);
  return [
    ...(require === null
      ? [line('inbound', 'everybody', {}, 'Everyone may call, with or without a certificate.')]
      : [
          ...clauseLines(require, 'require', 0),
          line('inbound', 'refusal', { status, reason }, `Everybody else is answered ${status} "${reason}".`),
        ]),
    ...(rateLimit === null
      ? []
      : [
          line(
            'inbound',
            'rate_limit',
            { ...rateLimit },
            `Each caller may call ${rateLimit.requests} times a ${rateLimit.per}, and ${rateLimit.burst} times more at once.`,
          ),
        ]),
    ...outboundLines(upstream),
    ...(names.length === 0
      ? []
      : [
          line(
            'outbound',
            'forwarded',
            { names },
            `The upstream learns of the caller's certificate by ${names.join(' and ')}.`,
          ),
        ]),
  ];
};
