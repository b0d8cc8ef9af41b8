import type { ClientRecord } from '@postern/contracts';
import { AccessRequestList } from './access-request-list';
import { MemberList } from './member-list';

/** The people of an application, and those who ask for access. */
export const MembersTab = ({ client }: { readonly client: ClientRecord }) => (
  <>
    <AccessRequestList client={client} />
    <MemberList client={client} />
  </>
);
