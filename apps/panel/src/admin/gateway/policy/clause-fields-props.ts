import type { GatewayClause, GatewayClauseType } from '@postern/contracts';
import type { Clause } from './policy-tree';

export interface ClauseFieldsProps<T extends GatewayClauseType> {
  readonly clause: Clause<T>;
  /** Path in the policy, in the server's notation. */
  readonly path: string;
  readonly onChange: (clause: GatewayClause) => void;
}

/** The same for any kind. */
export interface NumberedClauseProps extends ClauseFieldsProps<GatewayClauseType> {
  /** Display number, such as `2.1`. */
  readonly number: string;
}
