import { applyDecorators } from '@nestjs/common';
import { Text } from '@postern/management';
import { Transform } from 'class-transformer';
import { IsEmail, IsString, Length, Matches, MaxLength } from 'class-validator';
import { normalizeUsername } from './username.js';

const normalized = Transform(({ value }: { readonly value: unknown }) =>
  typeof value === 'string' ? normalizeUsername(value) : value,
);

/** A username: letters, digits and `. _ - + @`, beginning with a letter or digit; kept in lower case. */
export const UsernameField = (): PropertyDecorator =>
  applyDecorators(
    normalized,
    Matches(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._+@-]*$/u, { message: '$property must be letters, digits and . _ - + @' }),
    Length(1, 100),
    IsString(),
  );

/** An e-mail address, kept in lower case (RFC 5321 §4.5.3.1.3: at most 254 characters). */
export const EmailField = (): PropertyDecorator => applyDecorators(normalized, IsEmail(), MaxLength(254), IsString());

/** A person's name, or part of it. */
export const PersonName = (): PropertyDecorator => Text({ max: 100 });

/** A password as typed. The hasher has the policy; spaces are part of the password. */
export const PasswordField = (): PropertyDecorator => applyDecorators(Length(1, 256), IsString());
