import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The management API as OpenAPI 3. */
export const describeApi = (app: NestFastifyApplication): OpenAPIObject =>
  SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Postern management API')
      .setDescription(
        'Bearer tokens for the audience `<origin>/api/v2`. Errors are problem responses (RFC 9457) whose `code` is stable.',
      )
      .setVersion('2')
      .addBearerAuth()
      .build(),
  );

/** `/api/docs` for people, `/api/docs/openapi.json` for programs. */
export const mountDocumentation = (app: NestFastifyApplication): void => {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), { jsonDocumentUrl: 'api/docs/openapi.json' });
};
