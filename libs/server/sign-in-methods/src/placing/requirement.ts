import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { type IdentifierRequirement, identifierRequirements } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { NullableField, TimeWithZone } from '@postern/management';
import type { SignInProvider } from '@postern/provider-kit';
import { IsIn } from 'class-validator';
import type { SignInMethodEntity } from '../sign-in-method.entity.js';

/** Whether a list requires identifiers of a method, as it is stored. */
export interface Requirement {
  readonly required: IdentifierRequirement | null;
  readonly requiredFrom: Date | null;
}

/** The same as it is sent. What is not given stays. */
export interface GivenRequirement {
  readonly required?: IdentifierRequirement | null;
  readonly requiredFrom?: string | null;
}

export const noRequirement: Requirement = { required: null, requiredFrom: null };

export const RequiredField = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      enum: identifierRequirements,
      nullable: true,
      description: 'People need an identifier of it to enter: of `each` such method, or of `one` of those that say so.',
    }),
    NullableField(),
    IsIn(identifierRequirements),
  );

export const RequiredFromField = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: String,
      format: 'date-time',
      nullable: true,
      description: 'People are only reminded before; null: from their next sign-in.',
    }),
    NullableField(),
    TimeWithZone(),
  );

const refused = (path: string, message: string): InvalidError =>
  new InvalidError('request.invalid', undefined, [{ path, message }]);

/**
 * What is stored after a change. Whoever is asked for an identifier must be able to add it: so the method is public, and of a type whose
 * identifiers people link.
 *
 * @throws InvalidError
 */
export const requirementAfter = (
  before: Requirement,
  given: GivenRequirement,
  method: Pick<SignInMethodEntity, 'public'>,
  { descriptor }: SignInProvider,
): Requirement => {
  const required = given.required === undefined ? before.required : given.required;
  if (required === null) {
    if (given.requiredFrom != null) throw refused('requiredFrom', 'needs required');
    return noRequirement;
  }
  if (given.required != null && !(method.public && descriptor.linkable))
    throw refused('required', 'people cannot add identifiers of this method: it must be public');
  // A method that has become private is no longer required.
  if (!method.public) return noRequirement;
  const { requiredFrom } = given;
  const from = requiredFrom === undefined ? before.requiredFrom : requiredFrom && new Date(requiredFrom);
  return { required, requiredFrom: from || null };
};
