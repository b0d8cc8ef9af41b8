/** Whose appearance it is; null: the system's. */
export type AppearanceOwner = { readonly organizationId: string } | { readonly clientId: string } | null;

/** As `AppearanceEntity.owner`. */
export const ownerKey = (owner: AppearanceOwner): string => {
  if (owner === null) return 'system';
  return 'clientId' in owner ? `application ${owner.clientId}` : `organization ${owner.organizationId}`;
};
