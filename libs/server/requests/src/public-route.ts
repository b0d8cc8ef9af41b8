import { type CustomDecorator, SetMetadata } from '@nestjs/common';

/** Metadata key that says why a route asks for no credentials. */
export const PUBLIC_ROUTE = 'postern:public';

/** Says that a route, or a whole controller, asks for no credentials, and why; a lint rule wants this or a guard on every route. */
export const Public = (reason: string): CustomDecorator => SetMetadata(PUBLIC_ROUTE, reason);
