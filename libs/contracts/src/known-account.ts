/** The person who is already signed in in this browser. */
export interface KnownAccount {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly pictureUrl: string | null;
}
