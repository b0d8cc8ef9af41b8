import { Statements } from '@postern/database';
import type { EntityManager } from 'typeorm';

/**
 * Ends what the applications of a suspended organization hold, and what others got in exchange for it. Consents stay for the day when the
 * organization is active again.
 */
export const endTokensOf = async (manager: EntityManager, id: string): Promise<void> => {
  await Statements.in(manager).run(
    'oidc_artifact.delete_of_organization',
    `with own as (select client_id from client where organization_id = $1)
     delete from oidc_artifact a
     where (a.client_id in (select client_id from own)
         or a.grant_id in (select g.grant_id from oidc_artifact g where g.model = 'Grant' and g.client_id in (select client_id from own)))
       and a.model not in ('Grant', 'Session', 'Interaction')`,
    [id],
  );
};
