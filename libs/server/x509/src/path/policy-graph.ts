import { anyPolicy, type PolicyMappings } from '../certificate/policies.js';

interface PolicyNode {
  readonly policy: string;
  readonly parents: readonly PolicyNode[];
  /** Policies that satisfy this one in the next certificate. */
  expected: ReadonlySet<string>;
}

type Level = ReadonlyMap<string, PolicyNode>;

/**
 * The valid policy graph of RFC 9618 §3.2, which replaces the tree of RFC 5280 §6.1: one node per policy and certificate, so its
 * size grows with the contents of the certificates and never exponentially. Dead branches are not pruned, because
 * only the last level is read: nodes without a descendant there are never reached from it.
 */
export class PolicyGraph {
  private level: Level = new Map([[anyPolicy, { policy: anyPolicy, parents: [], expected: new Set([anyPolicy]) }]]);

  /** No policy is valid: the graph is NULL. */
  get isEmpty(): boolean {
    return this.level.size === 0;
  }

  /** §6.1.3 d and e: one certificate's policies; null when it has none, which ends all of them. */
  descend(policies: ReadonlySet<string> | null, mayAssertAny: boolean): void {
    const above = this.level;
    const level = new Map<string, PolicyNode>();
    const add = (policy: string, parents: readonly PolicyNode[]) =>
      level.set(policy, { policy, parents, expected: new Set([policy]) });
    const byExpected = nodesByExpected(above);
    const any = above.get(anyPolicy);
    for (const policy of policies ?? []) {
      if (policy === anyPolicy) continue;
      const parents = byExpected.get(policy);
      if (parents !== undefined) add(policy, parents);
      else if (any !== undefined) add(policy, [any]);
    }
    if (policies?.has(anyPolicy) === true && mayAssertAny) {
      for (const [policy, parents] of byExpected) if (!level.has(policy)) add(policy, parents);
    }
    this.level = level;
  }

  /** §6.1.4 b: a CA certificate's mappings take effect, or, where they are inhibited, end the mapped policies. */
  map(mappings: PolicyMappings, isInhibited: boolean): void {
    if (mappings.size === 0) return;
    const level = new Map(this.level);
    const any = level.get(anyPolicy);
    for (const [policy, expected] of mappings) {
      const node = level.get(policy);
      if (isInhibited) level.delete(policy);
      else if (node !== undefined) node.expected = expected;
      else if (any !== undefined) level.set(policy, { policy, parents: any.parents, expected });
    }
    this.level = level;
  }

  /**
   * §6.1.5 g: the policies, in the anchor's domain, for which the path is valid.
   *
   * @param accepted those that the relying party accepts; undefined for any
   */
  policies(accepted: ReadonlySet<string> | undefined): ReadonlySet<string> {
    const own = this.authorityPolicies();
    if (accepted === undefined) return own;
    return own.has(anyPolicy) ? accepted : new Set([...own].filter((policy) => accepted.has(policy)));
  }

  /** Nodes that reach the last level and hang below anyPolicy: they are named in the anchor's own domain. */
  private authorityPolicies(): ReadonlySet<string> {
    const policies = new Set<string>();
    const seen = new Set<PolicyNode>();
    const open = [...this.level.values()];
    if (this.level.has(anyPolicy)) return new Set([anyPolicy]);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (node.policy === anyPolicy) continue;
      if (node.parents.some(({ policy }) => policy === anyPolicy)) policies.add(node.policy);
      open.push(...node.parents);
    }
    return policies;
  }
}

const nodesByExpected = (level: Level): ReadonlyMap<string, readonly PolicyNode[]> => {
  const nodes = new Map<string, PolicyNode[]>();
  for (const node of level.values()) {
    for (const policy of node.expected) {
      const group = nodes.get(policy);
      if (group === undefined) nodes.set(policy, [node]);
      else group.push(node);
    }
  }
  return nodes;
};
