// @ts-check
import { certificateHeadersInLookupOnly } from './certificate-headers-in-lookup-only.rule.js';
import { noImportCycle } from './no-import-cycle.rule.js';
import { noProviderByName } from './no-provider-by-name.rule.js';
import { noRawQuery } from './no-raw-query.rule.js';
import { noSuppressionWithoutReason } from './no-suppression-without-reason.rule.js';
import { routeGuardedOrPublic } from './route-guarded-or-public.rule.js';

export { boundaries, testBoundaries } from './boundaries.js';
export {
  certificateHeadersInLookupOnly,
  noImportCycle,
  noProviderByName,
  noRawQuery,
  noSuppressionWithoutReason,
  routeGuardedOrPublic,
};

/** What `eslint.config.mjs` registers as the plugin `postern`. */
export const posternRules = {
  rules: {
    'certificate-headers-in-lookup-only': certificateHeadersInLookupOnly,
    'no-import-cycle': noImportCycle,
    'no-provider-by-name': noProviderByName,
    'no-raw-query': noRawQuery,
    'no-suppression-without-reason': noSuppressionWithoutReason,
    'route-guarded-or-public': routeGuardedOrPublic,
  },
};
