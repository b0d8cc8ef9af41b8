import type { MemberAction } from './access.api';

/** Keys of their texts. */
export const actionTexts = {
  member: 'member',
  administrator: 'administrator',
  'end-sessions': 'end_sessions',
  block: 'block',
  unblock: 'unblock',
  remove: 'remove',
} as const satisfies Record<MemberAction, string>;
