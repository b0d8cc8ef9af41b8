import { ArrayMaxSize, IsArray, IsObject, IsOptional, IsString, IsUUID } from 'class-validator';

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

export class ConsentBody {
  /** Ids of the identifiers that the application may see. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  identifiers?: string[];
}
