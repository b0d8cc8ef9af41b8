/** Steps of the engine's own grants that ours share: resource indicators, certificate binding, account lookup, the answer. */
export {
  buildTokenResponse,
  checkMtlsCert,
  findAccount,
  resolveRequestedResources,
} from 'oidc-provider/lib/helpers/grants.js';
