import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of organizations and memberships. */
export const organizationProblems: ProblemsOf<'organization' | 'membership' | 'domain'> = {
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
  'domain.not_found': {
    title: 'The organization has no such domain.',
    detail: 'The domain may have been removed.',
  },
  'domain.duplicate': {
    title: 'The organization already has this domain.',
    detail: 'Verify the domain instead.',
  },
  'domain.too_many': {
    title: 'The organization has 100 domains already.',
    detail: 'Remove a domain first.',
  },
  'domain.not_proven': {
    title: 'The TXT record was not found.',
    detail: 'Add the record to the DNS of the domain. New records can take an hour to be seen.',
  },
  'domain.verified_elsewhere': {
    title: 'Another organization has verified this domain.',
    detail: 'Ask an administrator of the system which organization it belongs to.',
  },
  'domain.lookup_failed': {
    title: 'The DNS did not answer.',
    detail: 'Try again later, or check the name servers of the domain.',
  },
};
