import type { Role } from '@postern/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A person who can sign in. */
@Entity('account')
@Unique('account_username', ['username'])
@Unique('account_confirmed_email_unique', ['confirmedEmail'])
@Index('account_by_role', ['role', 'username'])
@Index('account_blocked', ['username'], { where: `status = 'blocked'` })
@Check('account_username_lower_case', `username = lower(username) and username <> ''`)
@Check('account_email_lower_case', `email = lower(email)`)
@Check('account_confirmed_email', `confirmed_email is null or (email is not null and confirmed_email = email)`)
@Check('account_one_time_password', `one_time_password_until is null or password_hash is not null`)
@Check('account_role', `role in ('owner', 'administrator', 'manager', 'member')`)
@Check('account_status', `status in ('active', 'blocked')`)
export class AccountEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'account_pk' })
  readonly id!: string;

  @Column('text')
  username!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  /** Username, name and e-mail address, folded for the search; a trigger fills it. */
  @Column({ type: 'text', default: '', select: false, insert: false, update: false })
  readonly folded!: string;

  @Column('text', { name: 'given_name', nullable: true })
  givenName!: string | null;

  @Column('text', { name: 'family_name', nullable: true })
  familyName!: string | null;

  @Index('account_email')
  @Column('text', { nullable: true })
  email!: string | null;

  /** `email` when an administrator confirmed it: then it signs in. A trigger drops it when the address changes. */
  @Column('text', { name: 'confirmed_email', nullable: true })
  confirmedEmail!: string | null;

  /** BCP 47, one of the six languages. */
  @Column('text', { nullable: true })
  locale!: string | null;

  @Column('text', { default: 'member' })
  role!: Role;

  @Column('text', { default: 'active' })
  status!: 'active' | 'blocked';

  /** PHC string; null for people who sign in by certificate only. */
  @Column('text', { name: 'password_hash', nullable: true, select: false })
  passwordHash!: string | null;

  /** Set while the password is a one-time password: the time until which it works. */
  @Column('timestamptz', { name: 'one_time_password_until', nullable: true, select: false })
  oneTimePasswordUntil!: Date | null;

  /** All proofs given up to this time, and the sessions from them, have been ended; null: never. */
  @Column('timestamptz', { name: 'proofs_before', nullable: true, select: false })
  proofsBefore!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;

  @Column('timestamptz', { name: 'last_sign_in_at', nullable: true })
  lastSignInAt!: Date | null;
}
