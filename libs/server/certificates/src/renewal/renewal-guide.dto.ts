import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { longestRenewalText, type RenewalGuide } from '@postern/contracts';
import { OptionalField, Text } from '@postern/management';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsObject,
  Matches,
  MaxLength,
  registerDecorator,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

const RenewalText = (): PropertyDecorator => (target, name) => {
  ApiPropertyOptional({ type: String, maxLength: longestRenewalText, description: 'Plain text.' })(target, name);
  OptionalField()(target, name);
  Text({ max: longestRenewalText, lines: true })(target, name);
};

class RenewalTextsDto {
  @RenewalText()
  readonly en?: string;

  @RenewalText()
  readonly fr?: string;

  @RenewalText()
  readonly de?: string;

  @RenewalText()
  readonly es?: string;

  @RenewalText()
  readonly it?: string;

  @RenewalText()
  readonly ru?: string;
}

/**
 * People follow this link before sign-in: only https URLs with a host name and without a password are allowed. On a page under https, a
 * browser takes `https:name` as a path of that page's own host.
 */
const isPageAddress = (value: unknown): boolean => {
  if (typeof value !== 'string' || !/^https:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return protocol === 'https:' && username === '' && password === '';
};

const IsPageAddress = (): PropertyDecorator => (target, name) =>
  registerDecorator({
    target: target.constructor,
    propertyName: String(name),
    name: 'isPageAddress',
    validator: {
      validate: isPageAddress,
      defaultMessage: () => 'must be a URL that begins with https://, without username and password',
    },
  });

export class RenewalGuideDto implements RenewalGuide {
  @ApiProperty({
    type: String,
    format: 'uri',
    nullable: true,
    maxLength: 2000,
    example: 'https://pki.example.org/renew',
  })
  @ValidateIf((_, value) => value !== null)
  @MaxLength(2000)
  @Matches(/^[\x21-\x7e]+$/, { message: 'address must be a URL' })
  @IsPageAddress()
  readonly address!: string | null;

  @ApiProperty({ type: RenewalTextsDto, description: 'By language. If one is missing, English is shown.' })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => RenewalTextsDto)
  readonly texts!: RenewalTextsDto;
}
