import type { Statements } from '@postern/database';

const backdate = `
  update identifier set created_at = least(created_at, to_timestamp($2::numeric) - interval '1 minute') where id = $1`;

/**
 * A link that was made of a proof: that proof signs in with it, and so does one that somebody with the same certificate gave at the same
 * moment. Their codes live for a minute.
 */
export const backdateLink = async (
  statements: Pick<Statements, 'run'>,
  identifierId: string,
  provedAt: string,
): Promise<void> => {
  await statements.run('identifier.backdate', backdate, [identifierId, provedAt]);
};
