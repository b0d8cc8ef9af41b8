/** Seconds that an authorization request waits for its person; as long as the limit on those that wait counts them. */
export const interactionLifetime = 15 * 60;
