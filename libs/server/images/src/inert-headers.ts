/** Headers of an uploaded picture: shown as what it is, inside pages of this origin, and never as a page of its own that runs something. */
export const inertHeaders = {
  'content-disposition': 'inline',
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;
