/** What the engine stores of an interaction, as far as a new start changes it. */
interface Restartable {
  prompt: { name: string; reasons: string[]; details: { readonly level?: object } };
  result?: unknown;
  lastSubmission?: unknown;
  session?: unknown;
  save(ttl: number): Promise<unknown>;
}

/**
 * Stores an interaction as it was before anybody signed in.
 *
 * @param ttl seconds
 */
export const restartInteraction = async (entity: object, ttl: number): Promise<void> => {
  const interaction = entity as Restartable;
  const { level } = interaction.prompt.details;
  const details = level === undefined ? {} : { level: { ...level, accountId: null } };
  interaction.prompt = { name: 'login', reasons: ['no_session'], details };
  delete interaction.result;
  delete interaction.lastSubmission;
  delete interaction.session;
  await interaction.save(ttl);
};
