import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { ErrorCode, Problem } from '@postern/contracts';
import { errorStatuses } from '@postern/errors';

class FieldProblem {
  @ApiProperty({ type: String, description: 'Path of the field in the request body.' })
  readonly path!: string;

  @ApiProperty({ type: String })
  readonly message!: string;
}

class ProblemAccount {
  @ApiProperty({ type: String })
  readonly id!: string;

  @ApiProperty({ type: String })
  readonly username!: string;

  @ApiProperty({ type: String })
  readonly name!: string;
}

/** A problem response (RFC 9457). */
class ProblemResponse implements Problem {
  @ApiProperty({ type: String, example: 'urn:postern:error:request.invalid' })
  readonly type!: string;

  @ApiProperty({ type: Number })
  readonly status!: number;

  @ApiProperty({ type: String, description: 'Stable; what happened.' })
  readonly code!: ErrorCode;

  @ApiProperty({ type: String })
  readonly title!: string;

  @ApiPropertyOptional({ type: String, description: 'What to do next.' })
  readonly detail?: string;

  @ApiPropertyOptional({ type: [FieldProblem], description: 'Fields that were refused.' })
  readonly errors?: readonly FieldProblem[];

  @ApiPropertyOptional({ type: ProblemAccount, description: 'The account that prevents this.' })
  readonly account?: ProblemAccount;

  @ApiPropertyOptional({ type: String, description: 'Id of the request.' })
  readonly instance?: string;
}

/** Documents one response, which carries one of the codes; all have the status of the first. */
export const problemResponse = (codes: readonly [ErrorCode, ...ErrorCode[]], note?: string): MethodDecorator => {
  const about = { properties: { code: { type: 'string', enum: [...codes] } } };
  return ApiResponse({
    status: errorStatuses[codes[0]],
    description: `${codes.map((code) => `\`${code}\``).join(', ')}${note === undefined ? '' : `: ${note}`}`,
    content: { 'application/problem+json': { schema: { allOf: [{ $ref: getSchemaPath(ProblemResponse) }, about] } } },
  });
};

/** Documents the problems that an operation answers with: a response for each status, and the codes that it may carry. */
export const Problems = (...codes: readonly ErrorCode[]): MethodDecorator => {
  const byStatus = new Map<number, [ErrorCode, ...ErrorCode[]]>();
  for (const code of codes) {
    const others = byStatus.get(errorStatuses[code]);
    if (others === undefined) byStatus.set(errorStatuses[code], [code]);
    else others.push(code);
  }
  return applyDecorators(
    ApiExtraModels(ProblemResponse),
    ...[...byStatus.values()].map((those) => problemResponse(those)),
  );
};
