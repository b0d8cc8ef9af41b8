import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@postern/errors';

/** The request cannot be read at all. */
export class MalformedRequestError extends DomainError<'request.malformed'> {
  constructor(reason?: string) {
    super('request.malformed', reason);
  }
}

/** Names of members that could reach a prototype, also where they are written with escapes. A name is what a colon follows. */
const prototypeName =
  /"(?:_|\\u005[Ff]){2}(?:p|\\u0070)(?:r|\\u0072)(?:o|\\u006[Ff])(?:t|\\u0074)(?:o|\\u006[Ff])(?:_|\\u005[Ff]){2}"\s*:/;

type Done = (error: Error | null, body?: unknown) => void;

/**
 * How the server reads JSON: an empty body is no body, whatever its Content-Type, since clients send a type with every request.
 * Anything else must be JSON without keys that would reach a prototype (`__proto__`): such a text is refused before it is parsed, so that
 * looking for them costs less than parsing. To be called before the application is initialized.
 */
export const readJsonBodies = (app: NestFastifyApplication): void => {
  const fastify = app.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  const { bodyLimit } = fastify.initialConfig;
  app.useBodyParser('application/json', { bodyLimit }, (request: unknown, body: string | Buffer, done: Done) => {
    const text = body.toString();
    if (text.trim() === '') {
      done(null);
      return;
    }
    if (prototypeName.test(text)) {
      done(new MalformedRequestError('__proto__'));
      return;
    }
    void parse(request as Parameters<typeof parse>[0], text, (error, value: unknown) => {
      if (error) done(new MalformedRequestError(error.message));
      else done(null, value);
    });
  });
};
