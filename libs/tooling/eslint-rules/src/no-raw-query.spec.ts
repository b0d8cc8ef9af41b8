import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';
import { noRawQuery } from './no-raw-query.rule.js';

RuleTester.describe = describe;
RuleTester.it = it;

new RuleTester().run('no-raw-query', noRawQuery, {
  valid: [
    `Statements.in(manager).run('account.delete', 'delete from account where id = $1', [id])`,
    `this.statements.one('account.find', select, [id])`,
    `manager.delete(AccountEntity, { id })`,
    `const { query } = request; page(request.query);`,
    `request.query.page.toString()`,
    `manager.createQueryBuilder()`,
  ],
  invalid: [
    `manager.query('delete from account')`,
    `this.database.query(text, values)`,
    `change.manager.query(text)`,
    `queryRunner.query(text)`,
    `manager?.query(text)`,
    `manager['query'](text)`,
    `const query = manager.query.bind(manager);`,
    `poolOf(source).query({ name, text, values })`,
  ].map((code) => ({ code, errors: [{ messageId: 'raw' }] })),
});
