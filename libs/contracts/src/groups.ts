/** `/api/v2/groups[/{id}]`; `PUT|DELETE …/members/{userId}` */
export interface GroupRecord {
  readonly id: string;
  /** Unique regardless of letter case; value of the claim for applications. */
  readonly name: string;
  readonly description: string | null;
  readonly memberCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** POST body; PATCH takes any part of it. */
export interface GroupInput {
  readonly name: string;
  readonly description?: string | null;
}

/** `GET /api/v2/groups/{id}/members` */
export interface GroupMemberRecord {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}
