import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of organizations and memberships. */
export const organizationProblems: ProblemsOf<'organization' | 'membership'> = {
  'organization.not_found': {
    title: 'There is no such organization.',
    detail: 'The organization may have been deleted.',
  },
  'organization.slug_taken': {
    title: 'Another organization has this short name.',
    detail: 'Choose another short name.',
  },
  'organization.last_owner': {
    title: 'This is the last owner of the organization.',
    detail: 'Make another member owner first.',
  },
  'organization.has_applications': {
    title: 'The organization still has applications.',
    detail: 'Delete the applications or move them to another organization first.',
  },
  'organization.suspended': {
    title: 'The organization is suspended.',
    detail: 'Ask an administrator to activate the organization.',
  },
  'membership.duplicate': {
    title: 'This person is already a member of the organization.',
    detail: 'Change the role of the member instead.',
  },
  'membership.not_found': {
    title: 'This person is not a member of the organization.',
    detail: 'The person may have been removed.',
  },
};
