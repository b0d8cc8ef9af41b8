import { RuleTester } from 'eslint';
import { parser } from 'typescript-eslint';
import { describe, it } from 'vitest';
import { routeGuardedOrPublic } from './route-guarded-or-public.rule.js';

RuleTester.describe = describe;
RuleTester.it = it;

new RuleTester({ languageOptions: { parser } }).run('route-guarded-or-public', routeGuardedOrPublic, {
  valid: [
    { name: 'takes a guard on the handler', code: `@Controller() class A { @UseGuards(G) @Get() list() {} }` },
    {
      name: 'takes a scope on the handler',
      code: `@Controller('x') class A { @RequireScope('read:me') @Get() list() {} }`,
    },
    {
      name: 'takes a guard on the controller',
      code: `@UseGuards(G) @Controller() class A { @Get() list() {} @Post() make() {} }`,
    },
    { name: 'takes a reason to be public', code: `@Controller() class A { @Public('discovery') @Get() list() {} }` },
    {
      name: 'takes a public controller',
      code: `@Public('health checks') @Controller() export class A { @Get() list() {} }`,
    },
    { name: 'ignores methods that are no routes', code: `@Controller() class A { helper() {} }` },
    { name: 'ignores classes that are no controllers', code: `@Injectable() class A { @Get() list() {} }` },
  ],
  invalid: [
    {
      name: 'refuses an open route',
      code: `@Controller() class A { @Get('users') list() {} }`,
      errors: [{ messageId: 'open', data: { name: 'list' } }],
    },
    {
      name: 'refuses the one open route of several',
      code: `@Controller() class A { @UseGuards(G) @Get() list() {} @Delete() remove() {} }`,
      errors: [{ messageId: 'open', data: { name: 'remove' } }],
    },
    {
      name: 'refuses public without a reason',
      code: `@Controller() class A { @Public() @Get() a() {} }`,
      errors: [{ messageId: 'unexplained' }],
    },
    {
      name: 'refuses a bare @Public',
      code: `@Controller() class A { @Public @Get() a() {} }`,
      errors: [{ messageId: 'unexplained' }],
    },
    {
      name: 'refuses an empty reason',
      code: `@Controller() class A { @Public(' ') @Get() a() {} }`,
      errors: [{ messageId: 'unexplained' }],
    },
  ],
});
