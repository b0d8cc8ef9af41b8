/** RFC 7523 §2.1; here only for on-behalf-of, with `requested_token_use=on_behalf_of`. */
export const jwtBearerGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** RFC 8693 §2.1. */
export const tokenExchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
