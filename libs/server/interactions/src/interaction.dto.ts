import { IsObject, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';

/** Path of one interaction. The engine makes ids of these letters only; anything else is nobody's. */
export class InteractionParams {
  @Matches(/^[A-Za-z0-9_-]{16,64}$/)
  uid!: string;
}

export class MethodParams extends InteractionParams {
  @IsUUID()
  methodId!: string;
}

export class ViewQuery {
  @IsOptional()
  @IsUUID()
  attempt?: string;
}

export class CertificateReturnQuery {
  @IsString()
  @Length(1, 100)
  code!: string;
}

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
