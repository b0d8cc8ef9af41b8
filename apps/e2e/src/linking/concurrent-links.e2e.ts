import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod } from '../support/accounts.js';
import { query } from '../support/database.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { showCertificate, startLink, tryToConfirm } from '../support/links.js';
import { Management } from '../support/management.js';
import { openBrowserWith } from '../support/people.js';

const postern = inject('postern');
const contenders = 20;
let admin: Management;
let methodId: string;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  methodId = (await mtlsMethod(admin)).id;
});

const newCertificate = async () => issueFor(await usersAuthority(postern), 'Shared by many');
const linkedTo = (sha256: string) =>
  query<{ account_id: string }>(
    postern,
    `select i.account_id from identifier i join certificate c on c.id = i.certificate_id
     where c.sha256 = decode($1, 'hex')`,
    [sha256],
  );

describe('one certificate, twenty confirmations at once', () => {
  it('goes to exactly one of twenty accounts; nineteen are told 409 and nothing of theirs is stored', async () => {
    const browser = openBrowserWith(postern, await newCertificate());
    const accounts = await Promise.all(
      Array.from({ length: contenders }, async () =>
        Management.signIn(postern, await createPerson(admin, 'Contender')),
      ),
    );
    const codes = await Promise.all(
      accounts.map(async (self) => (await showCertificate(browser, await startLink(self, methodId))).code),
    );

    const answers = await Promise.all(accounts.map((self, index) => tryToConfirm(self, codes[index] ?? null)));

    const bodies = answers.map(({ body }) => JSON.parse(body) as { code?: string; certificate?: { sha256: string } });
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(contenders - 1);
    expect(bodies.filter(({ code }) => code === 'identifier.linked_to_another')).toHaveLength(contenders - 1);
    const sha256 = bodies.find(({ certificate }) => certificate !== undefined)?.certificate?.sha256 ?? '';
    expect(await linkedTo(sha256)).toHaveLength(1);
  });

  it('goes once to an account that confirms it in twenty tabs', async () => {
    const browser = openBrowserWith(postern, await newCertificate());
    const self = await Management.signIn(postern, await createPerson(admin, 'Hasty'));
    const codes = await Promise.all(
      Array.from(
        { length: contenders },
        async () => (await showCertificate(browser, await startLink(self, methodId))).code,
      ),
    );

    const answers = await Promise.all(codes.map((code) => tryToConfirm(self, code)));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(
      answers.filter(({ status, body }) => status === 409 && body.includes('identifier.linked_to_you')),
    ).toHaveLength(contenders - 1);
  });

  it('goes once with one code that is sent twenty times', async () => {
    const browser = openBrowserWith(postern, await newCertificate());
    const self = await Management.signIn(postern, await createPerson(admin, 'Trembling'));
    const { code } = await showCertificate(browser, await startLink(self, methodId));

    const answers = await Promise.all(Array.from({ length: contenders }, () => tryToConfirm(self, code)));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(contenders - 1);
  });
});
