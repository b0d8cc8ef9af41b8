import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NullableField, Text } from '@postern/management';
import { Matches } from 'class-validator';
import { openIdScopes } from '../scopes.js';

/** RFC 6749 §3.3. */
export const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/;

/** Those of OpenID Connect mean something else in the same request. */
const free = new RegExp(`^(?!(?:${openIdScopes.join('|')})$)`);

export class ApiScopeDto {
  @ApiProperty({ type: String, example: 'read:invoices', description: 'RFC 6749 §3.3.' })
  @Matches(free, { message: `value must not be ${openIdScopes.join(', ')}: they belong to OpenID Connect` })
  @Matches(scopeToken, { message: 'value must have 1 to 100 visible ASCII characters, without quotes and backslashes' })
  readonly value!: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'See invoices' })
  @NullableField()
  @Text({ max: 200 })
  readonly description?: string | null;
}
