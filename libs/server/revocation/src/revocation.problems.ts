import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of revocation lists, answers and blocks. */
export const revocationProblems: ProblemsOf<'revocation'> = {
  'revocation.fetch_failed': {
    title: 'The revocation list could not be fetched.',
    detail: 'Check the address and the network; `errors` says what happened.',
  },
  'revocation.signature': {
    title: 'The CA did not sign this revocation list.',
    detail: 'Use the address or file of this CA.',
  },
  'revocation.too_large': {
    title: 'The revocation list is too large.',
    detail: 'Lists of up to 100 MB are read; use OCSP for this CA.',
  },
  'revocation.list_unusable': {
    title: 'This revocation list cannot be used.',
    detail: 'Use another list of this CA; `errors` says why.',
  },
  'revocation.authority_not_found': {
    title: 'No CA that is trusted here has this id.',
    detail: 'List the CAs with GET /api/v2/revocation/authorities.',
  },
  'revocation.block_not_found': {
    title: 'There is no block with this id.',
    detail: 'List the blocks with GET /api/v2/revocation/blocks.',
  },
  'revocation.already_blocked': {
    title: 'The certificate is blocked already.',
    detail: 'Remove the existing block first.',
  },
};
