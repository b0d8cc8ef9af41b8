import { type Language, languages, longestAccessMessage, type NewAccountInput } from '@postern/contracts';
import { OptionalField, Text } from '@postern/management';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

export class FormSubmissionBody {
  /** One string per field of the method's form. */
  @IsObject()
  values!: Record<string, string>;

  @IsOptional()
  @IsUUID()
  linkAttempt?: string;
}

export class AddedIdentifierBody {
  /** Id of the attempt. */
  @IsUUID()
  attempt!: string;
}

export class AccountBody {
  @IsUUID()
  accountId!: string;
}

export class OrganizationBody {
  @IsUUID()
  organizationId!: string;
}

export class ConsentBody {
  /** Ids of the identifiers that the application may see. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  identifiers?: string[];
}

export class AccessRequestBody {
  /** To the application's administrators. */
  @OptionalField()
  @Text({ min: 0, max: longestAccessMessage, lines: true })
  message?: string;
}

export class NewAccountBody implements NewAccountInput {
  @IsUUID()
  attempt!: string;

  @IsString()
  @MaxLength(64)
  shown!: string;

  @Text({ max: 100 })
  name!: string;

  @OptionalField()
  @IsIn(languages)
  language?: Language;
}
