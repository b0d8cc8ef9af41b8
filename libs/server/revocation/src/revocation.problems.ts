import type { ProblemsOf } from '@postern/errors';

/** Texts of problem responses about revocation lists, answers and blocks. */
export const revocationProblems: ProblemsOf<'revocation'> = {
  'revocation.fetch_failed': {
    title: 'The revocation list could not be fetched.',
    detail: 'Check the URL and the network; `errors` says what happened.',
  },
  'revocation.signature': {
    title: 'The CA did not sign this revocation list.',
    detail: 'Use the URL or file of this CA.',
  },
  'revocation.too_large': {
    title: 'The revocation list is too large.',
    detail: 'Lists can be at most 100 MB; use OCSP for this CA.',
  },
  'revocation.list_unusable': {
    title: 'This revocation list cannot be used.',
    detail: 'Use another list of this CA; `errors` says why.',
  },
  'revocation.authority_not_found': {
    title: 'No trusted CA has this id.',
    detail: 'List the CAs with GET /api/v2/revocation/authorities.',
  },
  'revocation.block_not_found': {
    title: 'There is no block with this id.',
    detail: 'List the blocks with GET /api/v2/revocation/blocks.',
  },
  'revocation.already_blocked': {
    title: 'The certificate is already blocked.',
    detail: 'Remove the existing block first.',
  },
};
