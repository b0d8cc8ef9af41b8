import type { SessionView } from '@postern/contracts';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createPerson, mtlsMethod, type Person, provisionCertificate } from '../support/accounts.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { openBrowserWith } from '../support/people.js';
import { visit } from '../support/visit.js';

const postern = inject('postern');
const { demo } = postern.origins;
let admin: Management;
let person: Person;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  person = await createPerson(admin, 'Dora');
});

describe('the demo application', () => {
  it('shows who signed in and how, and is told when an administrator ends the session', async () => {
    const certificate = await issueFor(await usersAuthority(postern), person.name);
    await provisionCertificate(admin, (await mtlsMethod(admin)).id, person, certificate);
    const browser = openBrowserWith(postern, certificate);
    const { callback } = await visit(postern, { browser }, `${demo}/sign-in`, `${demo}/callback`);
    await browser.get(callback.href);
    const shown = async () => (await browser.get(`${demo}/`)).body;
    expect(await shown()).toContain('urn:postern:acr:certificate');

    const [session] = await admin.get<SessionView[]>(`/users/${person.id}/sessions`);
    await admin.delete(`/users/${person.id}/sessions/${session?.id}`);

    await vi.waitFor(async () => expect(await shown()).not.toContain('urn:postern:acr:certificate'), 5000);
  });

  it('stays with whom it knows when a second tab finishes after the first, and says so', async () => {
    const certificate = await issueFor(await usersAuthority(postern), person.name);
    await provisionCertificate(admin, (await mtlsMethod(admin)).id, person, certificate);
    const browser = openBrowserWith(postern, certificate);
    const first = await visit(postern, { browser }, `${demo}/sign-in`, `${demo}/callback`);
    const second = await visit(postern, { browser }, `${demo}/sign-in`, `${demo}/callback`);

    await browser.get(first.callback.href);
    const late = await browser.get(second.callback.href);

    expect(late).toMatchObject({ status: 303, headers: { location: '/?already' } });
    const { body } = await browser.get(`${demo}/?already`);
    expect(body).toContain(`Hello, ${person.name}`);
    expect(body).toContain('You are signed in already');
    expect((await browser.get(`${demo}/`)).body).not.toContain('You are signed in already');
  });

  it('has an icon, wherever browsers look for it', async () => {
    const browser = openBrowserWith(postern, await issueFor(await usersAuthority(postern), person.name));
    for (const path of ['/favicon.ico', '/icon.svg'])
      expect(await browser.get(`${demo}${path}`)).toMatchObject({
        status: 200,
        headers: { 'content-type': 'image/svg+xml' },
      });
  });
});
