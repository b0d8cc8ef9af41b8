import { ApiPropertyOptional, ApiProperty } from '@nestjs/swagger';
import {
  type AppearanceInput,
  type Cover,
  type CoverMode,
  coverModes,
  type Language,
  languages,
  largestCorner,
  longestAppearanceText,
  longestTitle,
  type PictureVariants,
} from '@postern/contracts';
import { NullableField, OptionalField, Text } from '@postern/management';
import { isContactAddress } from '@postern/rich-text';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  registerDecorator,
  ValidateNested,
} from 'class-validator';

const FormattedText = (): PropertyDecorator => (target, name) => {
  ApiPropertyOptional({ type: String, maxLength: longestAppearanceText, description: 'Markdown.' })(target, name);
  OptionalField()(target, name);
  Text({ max: longestAppearanceText, lines: true })(target, name);
};

class FormattedTextsDto {
  @FormattedText()
  readonly en?: string;

  @FormattedText()
  readonly fr?: string;

  @FormattedText()
  readonly de?: string;

  @FormattedText()
  readonly es?: string;

  @FormattedText()
  readonly it?: string;

  @FormattedText()
  readonly ru?: string;
}

const picture = 'A data URL (PNG, JPEG, WebP, BMP, SVG), or an address that these settings have already.';

class PictureVariantsDto implements PictureVariants {
  @ApiProperty({ type: String, description: picture })
  @IsString()
  readonly light!: string;

  @ApiPropertyOptional({ type: String, nullable: true, default: null, description: `${picture} For dark pages.` })
  @NullableField()
  @IsString()
  readonly dark: string | null = null;
}

class FocusDto {
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, description: 'Percent from the left.' })
  @IsInt()
  @Min(0)
  @Max(100)
  readonly x: number = 50;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, description: 'Percent from the top.' })
  @IsInt()
  @Min(0)
  @Max(100)
  readonly y: number = 50;
}

class CoverDto extends PictureVariantsDto implements Cover {
  @ApiPropertyOptional({ type: FocusDto, description: 'The point that stays visible; the middle unless given.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => FocusDto)
  readonly focus: FocusDto = new FocusDto();
}

const Color = (): PropertyDecorator => Matches(/^#[\da-f]{6}$/i, { message: '$property must be written #rrggbb' });

class AccentDto {
  @ApiProperty({ type: String, example: '#1f6feb' })
  @IsDefined()
  @Color()
  readonly color!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    default: null,
    description: 'Colour of text on it, with a contrast of 4.5 or more; null: computed.',
  })
  @NullableField()
  @Color()
  readonly text: string | null = null;
}

const IsContact = (): PropertyDecorator => (target, name) =>
  registerDecorator({
    target: target.constructor,
    propertyName: String(name),
    name: 'isContact',
    validator: {
      validate: (value) => typeof value === 'string' && isContactAddress(value),
      defaultMessage: () => 'must be a URL that begins with https://, or mailto: and one mail address',
    },
  });

const Setting =
  (...rules: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, name) => {
    NullableField()(target, name);
    for (const rule of rules) rule(target, name);
  };

const Switch = (description: string): PropertyDecorator =>
  Setting(ApiPropertyOptional({ type: Boolean, nullable: true, description }), IsBoolean());

const Nested = (type: () => new () => object, description?: string): PropertyDecorator =>
  Setting(
    ApiPropertyOptional({ type, nullable: true, ...(description !== undefined && { description }) }),
    IsObject(),
    ValidateNested(),
    Type(type),
  );

/** PATCH body; null takes a setting back. */
export class AppearanceDto implements AppearanceInput {
  @Setting(
    ApiPropertyOptional({ type: String, nullable: true, maxLength: longestTitle, example: 'Welcome to {application}' }),
    Text({ max: longestTitle }),
    Matches(/^(?:[^{}]|\{application\}|\{organization\})*$/u, {
      message: 'title may contain {application} and {organization}, and no other braces',
    }),
  )
  readonly title?: string | null;

  @Nested(() => PictureVariantsDto, 'At most 1 MB each.')
  readonly logo?: PictureVariantsDto | null;

  @Nested(() => CoverDto, 'At most 2 MB each.')
  readonly cover?: CoverDto | null;

  @Setting(
    ApiPropertyOptional({
      enum: coverModes,
      nullable: true,
      description: 'How applications use the cover; null: `where_none`. Not for an application.',
    }),
    IsIn(coverModes),
  )
  readonly coverMode?: CoverMode | null;

  @Switch('Shows the logo.')
  readonly showLogo?: boolean | null;

  @Switch('Shows languages and links below the card.')
  readonly showFooter?: boolean | null;

  @Switch('Shows logos of sign-in methods in the main group.')
  readonly showMethodLogos?: boolean | null;

  @Nested(() => AccentDto)
  readonly accent?: AccentDto | null;

  @Setting(
    ApiPropertyOptional({
      type: 'integer',
      nullable: true,
      minimum: 0,
      maximum: largestCorner,
      description: 'Pixels.',
    }),
    IsInt(),
    Min(0),
    Max(largestCorner),
  )
  readonly corner?: number | null;

  @Nested(() => FormattedTextsDto, 'Markdown by language: paragraphs, emphasis, links, lists. English stands in.')
  readonly cardText?: FormattedTextsDto | null;

  @Nested(() => FormattedTextsDto)
  readonly belowText?: FormattedTextsDto | null;

  @Setting(ApiPropertyOptional({ type: String, nullable: true, example: 'mailto:helpdesk@example.org' }), IsContact())
  readonly helpContact?: string | null;

  @Setting(
    ApiPropertyOptional({ enum: languages, isArray: true, nullable: true, minItems: 1 }),
    IsArray(),
    ArrayNotEmpty(),
    ArrayUnique(),
    IsIn(languages, { each: true }),
  )
  readonly languages?: readonly Language[] | null;
}
