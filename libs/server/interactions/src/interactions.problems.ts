import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of sign-ins under way. */
export const interactionProblems: ProblemsOf<'acr' | 'ticket' | 'handoff' | 'interaction' | 'sign_in'> = {
  'acr.not_reached': {
    title: 'The proof does not reach the required level.',
    detail: 'Sign in with one of the methods that the interaction offers.',
  },
  'ticket.invalid': { title: 'The sign-in ticket is not valid.', detail: 'Start again from the application.' },
  'ticket.expired': { title: 'The sign-in ticket has expired.', detail: 'Start again from the application.' },
  'ticket.used': { title: 'The sign-in ticket has already been used.', detail: 'Start again from the application.' },
  'handoff.invalid': {
    title: 'The one-time code is unknown, expired or already used.',
    detail: 'Start again from the application.',
  },
  'handoff.wrong_account': {
    title: 'The one-time code was made for another account.',
    detail: 'Sign in with the account that started linking the certificate.',
  },
  'interaction.not_found': {
    title: 'The sign-in is unknown or has expired.',
    detail: 'Start again from the application.',
  },
  'sign_in.ended': {
    title: 'The proof that this sign-in depends on was revoked.',
    detail: 'Sign in again.',
  },
};
