// @ts-check

/** @typedef {{ onlyDependOnLibsWithTags: string[] } & ({ sourceTag: string } | { allSourceTags: string[] })} Constraint */

const types = (/** @type {string[]} */ ...names) => names.map((name) => `type:${name}`);

/** What a feature may import besides other features. */
const belowFeatures = types('kit', 'certificate-kit', 'domain', 'data-access', 'contract', 'util');

/** Which features a feature may import; everything else between features is refused. */
const featureEdges = {
  access: ['accounts', 'audit', 'clients', 'management', 'oidc'],
  accounts: ['audit', 'certificates', 'management', 'sign-in-methods'],
  appearance: ['audit', 'clients', 'management', 'organizations'],
  audit: ['management'],
  'certificate-origins': ['audit', 'gateway', 'management'],
  certificates: ['audit', 'management'],
  clients: ['audit', 'certificates', 'management', 'organizations'],
  gateway: ['audit', 'certificates', 'management'],
  interactions: [
    ...[
      'access',
      'accounts',
      'appearance',
      'audit',
      'management',
      'oidc',
      'organizations',
      'settings',
      'sign-in-methods',
    ],
  ],
  management: [],
  oidc: ['accounts', 'audit', 'clients', 'management', 'organizations', 'settings'],
  organizations: ['audit', 'management'],
  revocation: ['audit', 'certificates', 'management'],
  settings: ['audit', 'management'],
  'sign-in-methods': ['audit', 'clients', 'management', 'organizations'],
};

/** Features about people and how they sign in; applications and the gateway know nothing of sign-in providers. */
const aboutPeople = ['accounts', 'certificate-origins', 'interactions', 'oidc', 'sign-in-methods'];

const may = (/** @type {string} */ sourceTag, /** @type {string[]} */ ...onlyDependOnLibsWithTags) => ({
  sourceTag,
  onlyDependOnLibsWithTags,
});

const together = (/** @type {string[]} */ allSourceTags, /** @type {string[]} */ ...onlyDependOnLibsWithTags) => ({
  allSourceTags,
  onlyDependOnLibsWithTags,
});

/** @type {Constraint[]} */
const byType = [
  may('type:app', '*'),
  may('type:feature', ...belowFeatures, ...types('provider-kit', 'feature')),
  ...Object.entries(featureEdges).map(([name, others]) =>
    may(
      `feature:${name}`,
      ...belowFeatures,
      ...(aboutPeople.includes(name) ? types('provider-kit') : []),
      ...others.map((other) => `feature:${other}`),
    ),
  ),
  may('type:provider', ...types('provider-kit', 'kit', 'certificate-kit', 'domain', 'contract', 'util')),
  may('type:provider-registry', ...types('provider', 'provider-kit', 'kit', 'contract')),
  may('type:kit', ...types('contract', 'util')),
  may('type:provider-kit', ...types('kit', 'contract', 'util')),
  // Certificate handling shared by people's sign-in and applications' authentication.
  may('type:certificate-kit', ...types('kit', 'domain', 'contract', 'util')),
  may('type:data-access', ...types('contract', 'util')),
  may('type:ui', ...types('contract', 'util')),
  may('type:domain', ...types('util')),
  may('type:contract', ...types('contract')),
  together(['type:util', 'scope:server'], ...types('util')),
  together(['type:util', 'scope:tooling'], ...types('util')),
  // Wire types and error codes are what the web's api-client and i18n are about.
  together(['type:util', 'scope:web'], ...types('contract', 'util')),
];

/** @type {Constraint[]} */
const byScope = [
  may('scope:shared', 'scope:shared'),
  may('scope:web', 'scope:web', 'scope:shared'),
  may('scope:tooling', 'scope:tooling', 'scope:shared'),
  // The demo application is what an integrator copies: nothing of ours.
  may('scope:demo', 'scope:demo'),
];

/**
 * "Who may import whom", as constraints of `@nx/enforce-module-boundaries`: an import has to satisfy every row whose
 * tag its project carries.
 *
 * @type {Constraint[]}
 */
export const boundaries = [...byType, ...byScope, may('scope:server', 'scope:server', 'scope:shared')];

/**
 * The same for tests, which besides may issue certificates with `dev-pki`.
 *
 * @type {Constraint[]}
 */
export const testBoundaries = [
  ...byType,
  ...byScope,
  may('scope:server', 'scope:server', 'scope:shared', 'scope:tooling'),
];
