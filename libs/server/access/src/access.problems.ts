import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of requests for access. */
export const accessProblems: ProblemsOf<'access_request'> = {
  'access_request.not_found': {
    title: 'There is no such open request.',
    detail: 'GET /api/v2/clients/{client_id}/access-requests lists them.',
  },
};
