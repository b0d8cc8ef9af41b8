/** Port: whose identifier a subject is. Accounts implement it; bound by the composition root. */
export abstract class IdentityLookup {
  abstract findBySubject(
    methodId: string,
    subject: string,
  ): Promise<
    | { readonly id: string; readonly login: string; readonly name: string; readonly status: 'active' | 'blocked' }
    | undefined
  >;
}
