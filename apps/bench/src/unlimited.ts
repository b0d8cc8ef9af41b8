/** Turns limits off, because one machine acts as all clients. All other settings are the defaults. */
export const unlimited = {
  RATE_LIMIT_ADDRESS: '0',
  RATE_LIMIT_SIGN_IN: '0',
  RATE_LIMIT_ACCOUNT: '0',
  RATE_LIMIT_APPLICATION: '0',
  RATE_LIMIT_OPEN_SIGN_INS: '0',
} as const;
