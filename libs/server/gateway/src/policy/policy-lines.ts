import type {
  GatewayApiDefinition,
  GatewayClause,
  GatewayIdentity,
  GatewayLineKey,
  GatewayPolicyLine,
} from '@postern/contracts';

type Values = GatewayPolicyLine['values'];
type Clause<Type extends GatewayClause['type']> = Extract<GatewayClause, { readonly type: Type }>;
type Inbound = readonly [key: GatewayLineKey, values: Values, text: string];

const validateChecks = ['trust', 'notBefore', 'notAfter', 'revocation'] as const;
type Check = (typeof validateChecks)[number];

/** The settings of an upstream in the outbound half. */
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
  issuerThumbprint: 'issuer thumbprint',
};

const all = new Intl.ListFormat('en', { type: 'conjunction' });
const any = new Intl.ListFormat('en', { type: 'disjunction' });

const identityText = (identity: GatewayIdentity): string =>
  all.format(
    Object.entries(identity).map(
      ([name, value]) => `${labels[name as keyof GatewayIdentity]} ${String(value).replaceAll(/\s*[\r\n]+\s*/g, ', ')}`,
    ),
  );

const validateText = ({ trustAnchorIds }: Clause<'validate'>, checks: readonly Check[]): string => {
  const words: Readonly<Record<Check, string>> = {
    trust: `was issued by ${trustAnchorIds.length === 0 ? 'a trust anchor of the gateway' : any.format(trustAnchorIds)}`,
    notBefore: 'is already valid',
    notAfter: 'has not expired',
    revocation: 'has not been revoked',
  };
  return `The caller’s certificate ${all.format(checks.map((check) => words[check]))}.`;
};

const clauseLine = (clause: GatewayClause): Inbound => {
  switch (clause.type) {
    case 'all':
      return ['all', { count: clause.clauses.length }, 'All of these must be met:'];
    case 'any':
      return ['any', { count: clause.clauses.length }, 'One of these must be met:'];
    case 'certificate':
      return ['certificate', {}, 'The caller presents any certificate.'];
    case 'thumbprint': {
      const { algorithm, value } = clause;
      return [
        'thumbprint',
        { algorithm, value },
        `The ${algorithm} thumbprint of the caller’s certificate is ${value}.`,
      ];
    }
    case 'uploaded':
      return ['uploaded', {}, 'The caller’s certificate is among the uploaded ones.'];
    case 'validate': {
      const checks = validateChecks.filter((check) => clause[check]);
      return ['validate', { checks, trustAnchors: clause.trustAnchorIds }, validateText(clause, checks)];
    }
    case 'identities': {
      const texts = clause.identities.map(identityText);
      return ['identities', { identities: texts }, `The caller’s certificate has ${any.format(texts)}.`];
    }
    case 'level': {
      const { levels, maxAge } = clause;
      const age = maxAge === null ? '' : `, at most ${maxAge} seconds ago`;
      const text = `The caller sends the access token of a person who signed in at one of these levels: ${any.format(levels)}${age}.`;
      return ['level', { levels, maxAge: maxAge ?? '' }, text];
    }
    case 'token': {
      const { scopes, audience } = clause;
      const extent = scopes.length === 0 ? '' : ` with ${scopes.join(' ')}`;
      const goal = audience === null ? '' : ` for ${audience}`;
      const text = `The caller sends an access token${extent}${goal} that is bound to its certificate.`;
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
    ? line('outbound', 'no_credential', {}, 'The gateway sends no client certificate.')
    : line(
        'outbound',
        'credential',
        credential,
        `The gateway sends the certificate ${credential.certificateId}, SHA-1 ${credential.thumbprint}.`,
      ),
  !url.startsWith('https:')
    ? line('outbound', 'plain_http', { url }, `Calls go to ${url}, not encrypted.`)
    : skipCertificateChainValidation
      ? line('outbound', 'chain_not_validated', { url }, `Calls go to ${url}, with any server certificate accepted.`)
      : line('outbound', 'chain_validated', { url }, `Calls go to ${url}, whose certificate is validated.`),
];

/** An API's policy in both directions, line by line. The texts are the English ones of the panel (`gateway.json`). */
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
          line('inbound', 'refusal', { status, reason }, `Other callers get ${status} “${reason}”.`),
        ]),
    ...(rateLimit === null
      ? []
      : [
          line(
            'inbound',
            'rate_limit',
            { ...rateLimit },
            `Each caller may call ${rateLimit.requests} times per ${rateLimit.per}, with a burst of ${rateLimit.burst}.`,
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
            `The upstream receives the caller’s certificate in ${all.format(names)}.`,
          ),
        ]),
  ];
};
