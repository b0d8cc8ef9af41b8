import { AccessRequestEntity } from './access-request.entity.js';
import { ClientMemberEntity } from './client-member.entity.js';

export { AccessModule } from './access.module.js';
export { accessProblems } from './access.problems.js';
export { AccessRequests } from './access-requests.service.js';

/** Tables of this library. */
export const accessEntities = [AccessRequestEntity, ClientMemberEntity] as const;
