import { IsObject, IsOptional, IsUUID } from 'class-validator';

export class FormSubmissionBody {
  /** One string per field of the method's form. */
  @IsObject()
  values!: Record<string, string>;

  @IsOptional()
  @IsUUID()
  linkAttempt?: string;
}

export class AccountBody {
  @IsUUID()
  accountId!: string;
}
