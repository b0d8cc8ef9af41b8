/**
 * Levels that this version's sign-in methods can reach. The others are reserved: requiring one would lock everyone out.
 */
const texts = {
  'urn:postern:acr:password': 'applications.level.password',
  'urn:postern:acr:two-factors': 'applications.level.two_factors',
  'urn:postern:acr:certificate-low': 'applications.level.certificate_low',
  'urn:postern:acr:certificate': 'applications.level.certificate',
  'urn:postern:acr:certificate-hardware': 'applications.level.certificate_hardware',
} as const;

/** Key of a level's text; null for a reserved level. */
export const levelText = (level: string): (typeof texts)[keyof typeof texts] | null =>
  texts[level as keyof typeof texts] ?? null;
