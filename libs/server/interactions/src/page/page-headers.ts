/**
 * What Nginx sends with the sign-in page (`nginx/snippets/content-security-policy-widget.conf.template`; a test compares them), beyond the
 * headers of every answer. `no-store`: it holds the data of one person.
 */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'Cache-Control': 'no-store',
} as const;
