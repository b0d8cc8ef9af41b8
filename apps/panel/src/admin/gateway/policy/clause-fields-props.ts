import type { GatewayClause, GatewayClauseType } from '@postern/contracts';
import type { Clause } from './policy-tree';

export interface ClauseFieldsProps<T extends GatewayClauseType> {
  readonly clause: Clause<T>;
  /** Where it stands in the policy, as the server names places. */
  readonly path: string;
  readonly onChange: (clause: GatewayClause) => void;
}

/** The same for any kind. */
export interface NumberedClauseProps extends ClauseFieldsProps<GatewayClauseType> {
  /** As people see it: `2.1`. */
  readonly number: string;
}
