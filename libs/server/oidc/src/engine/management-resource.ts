/** Audience of tokens for the management API (RFC 8707). */
export const managementAudience = (publicOrigin: string): string => `${publicOrigin}/api/v2`;
