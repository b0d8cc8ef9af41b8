import { randomUUID } from 'node:crypto';
import { ClientSeeder } from '@postern/clients';
import { managementScopes, panelClientId, panelScopes } from '@postern/contracts';
import { type Authority, createAuthority, issueCertificate } from '@postern/dev-pki';
import { isCertificateProvider, SignInCompletion, SignInMethodDirectory, SignInProviders } from '@postern/provider-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../testing/people.js';
import { password, SignIns } from '../../testing/sign-ins.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

const origin = { address: '192.0.2.10', userAgent: 'test' };

let server: TestServer;
let signIns: SignIns;
let authority: Authority;
let elsewhere: Authority;
let methodId: string;

const ok = async <T extends { readonly status: number; readonly text: string }>(answer: Promise<T>): Promise<T> => {
  const settled = await answer;
  if (settled.status >= 300) throw new Error(settled.text);
  return settled;
};
const newMethod = async (): Promise<string> => {
  const params = { trustAnchors: [authority.pem] };
  const input = { type: 'mtls', name: `Card ${randomUUID()}`, enabled: true, public: true, params };
  return (await ok(server.manage('POST', 'sign-in-methods', input))).body.id;
};

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
  signIns = await SignIns.with(server);
  authority = await createAuthority({ subject: 'CN=People' });
  elsewhere = await createAuthority({ subject: 'CN=Elsewhere' });
});
afterAll(() => server?.stop());

interface Person {
  readonly id: string;
  readonly username: string;
  readonly call: (path: string, body: object, method?: string) => ReturnType<TestServer['send']>;
}

/** @returns the same person, with a new sign-in to the panel */
const signedIn = async (id: string, username: string): Promise<Person> => {
  const scope = [...managementScopes, ...panelScopes].join(' ');
  const audience = `${publicOrigin}/api/v2`;
  const { token } = await signIn(server, { accountId: id, clientId: panelClientId, audience, scope });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const call = (path: string, body: object, method = 'POST') =>
    server.send(`/api/v2/me/${path}`, { method, headers, body: JSON.stringify(body) });
  return { id, username, call };
};
const changePassword = async (id: string, username: string): Promise<void> => {
  const { call } = await signedIn(id, username);
  await ok(call('password', { currentPassword: password, newPassword: `a new one of ${username}` }, 'PUT'));
};
const somebody = async (): Promise<Person> => {
  const username = randomUUID();
  return signedIn(await signIns.person(username), username);
};

const identify = async (der: Uint8Array) => {
  const method = (await server.get(SignInMethodDirectory).find(methodId))!;
  const provider = server.get(SignInProviders).ofType('mtls');
  if (!isCertificateProvider(provider)) throw new Error('no certificates');
  return provider.identify(method, der);
};

/** Shows a certificate on the certificate origin and returns with the code of the link. */
const show = async ({ call }: Pick<Person, 'call'>): Promise<string> => {
  const { startUrl } = (await ok(call('links', { methodId }))).body;
  const completion = server.get(SignInCompletion);
  const ticket = completion.open(new URL(startUrl).searchParams.get('ticket')!);
  const { der } = await issueCertificate(authority, { subject: `CN=${randomUUID()}` });
  const url = await completion.present(ticket, await identify(der), origin);
  return new URLSearchParams(new URL(url).hash.slice(1)).get('code')!;
};
const linked = (id: string) => server.sql('select 1 from identifier where account_id = $1', [id]);

const patch = (body: object) => ok(server.manage('PATCH', `sign-in-methods/${methodId}`, body));

const switchOffForAMoment = async (): Promise<void> => {
  await patch({ enabled: false });
  await patch({ enabled: true });
};
const deleteMethod = () => ok(server.manage('DELETE', `sign-in-methods/${methodId}`));
const blockForAMoment = async (id: string): Promise<void> => {
  await ok(server.manage('PATCH', `users/${id}`, { status: 'blocked' }));
  await ok(server.manage('PATCH', `users/${id}`, { status: 'active' }));
};
const linkForAMoment = async (id: string): Promise<void> => {
  const { pem } = await issueCertificate(authority, { subject: `CN=${randomUUID()}` });
  const added = await ok(server.manage('POST', `users/${id}/identifiers`, { methodId, certificate: pem }));
  await ok(server.manage('DELETE', `users/${id}/identifiers/${added.body.id}`));
};

/** What ends a proof, the code of a link that is confirmed then, and the code of a sign-in where the proof was given during one. */
type Ending = readonly [event: string, confirmed: string, submitted: string | null, end: (person: Person) => unknown];
const [invalid, disabled, untrusted] = ['handoff.invalid', 'sign_in_method.disabled', 'certificate.untrusted'];
const endings: readonly Ending[] = [
  ['the password is reset', invalid, null, ({ id }) => ok(server.manage('POST', `users/${id}/reset-password`))],
  ['all sessions end', invalid, null, ({ id }) => ok(server.manage('DELETE', `users/${id}/sessions`))],
  ['the account is blocked and unblocked', invalid, null, ({ id }) => blockForAMoment(id)],
  ['the password is changed', invalid, null, ({ id, username }) => changePassword(id, username)],
  ['an identifier is taken off the account', invalid, null, ({ id }) => linkForAMoment(id)],
  ['the method is switched off', disabled, invalid, () => patch({ enabled: false })],
  ['the method is switched off and on', invalid, 'sign_in.ended', switchOffForAMoment],
  ['the method is no longer public', disabled, invalid, () => patch({ public: false })],
  [
    'the method trusts another authority',
    untrusted,
    untrusted,
    () => patch({ params: { trustAnchors: [elsewhere.pem] } }),
  ],
  ['the method is deleted', 'sign_in_method.not_found', invalid, deleteMethod],
];
const endingsInSignIns = endings.filter(([, , submitted]) => submitted !== null);

describe('a certificate that was presented for a link', () => {
  it.each(endings)('is not linked once %s', async (_, confirmed, __, end) => {
    methodId = await newMethod();
    const person = await somebody();
    const code = await show(person);
    expect((await ok(person.call('links/preview', { code }))).body.problem).toBeNull();
    await end(person);

    const again = await signedIn(person.id, person.username);
    expect((await again.call('links/confirm', { code })).body).toMatchObject({ code: confirmed });
    expect(await linked(person.id)).toEqual([]);
  });

  it('is linked if nothing ends the proof', async () => {
    methodId = await newMethod();
    const person = await somebody();
    const code = await show(person);
    await ok(person.call('links/preview', { code }));

    expect((await person.call('links/confirm', { code })).status).toBe(201);
    expect(await linked(person.id)).toHaveLength(1);
  });

  it.each(endings.slice(0, 3))('is never linked when %s at the same moment', async (_, __, ___, end) => {
    methodId = await newMethod();
    const people = await Promise.all(Array.from({ length: 12 }, somebody));
    const codes = await Promise.all(people.map(show));

    await Promise.all(
      people.map(async (person, index) => {
        const [{ status }] = await Promise.all([person.call('links/confirm', { code: codes[index]! }), end(person)]);
        // Whichever was first: a confirmed link exists, any other does not.
        expect((await linked(person.id)).length).toBe(status === 201 ? 1 : 0);
      }),
    );
  });
});

describe('a certificate that was presented during a sign-in', () => {
  const begin = async () => {
    methodId = await newMethod();
    const page = await signIns.begin();
    const uid = page.submitUrl.split('/').at(-3)!;
    const { methods } = (await page.browser.get(server, `/api/interaction/${uid}`)).body;
    const { startUrl } = methods.find(({ id }: { id: string }) => id === methodId).action;
    const completion = server.get(SignInCompletion);
    const ticket = completion.open(new URL(startUrl).searchParams.get('ticket')!);
    const { der, pem } = await issueCertificate(authority, { subject: `CN=${randomUUID()}` });
    const back = new URL(await completion.present(ticket, await identify(der), origin));
    const { headers } = await page.browser.get(server, back.pathname + back.search);
    const linkAttempt = new URL(String(headers['location']), publicOrigin).searchParams.get('attempt')!;
    const submit = (values: Readonly<Record<string, string>>) =>
      page.browser.post(server, page.submitUrl, { values, linkAttempt });
    return { submit, pem, linkAttempt, page };
  };

  it('is linked to the person who signs in', async () => {
    const { submit } = await begin();
    const { id, username } = await somebody();

    expect((await submit({ username, password })).status).toBe(200);
    expect(await linked(id)).toHaveLength(1);
  });

  it.each(endingsInSignIns)('is not linked once %s', async (_, __, submitted, end) => {
    const { submit } = await begin();
    const person = await somebody();
    await end(person);

    expect((await submit({ username: person.username, password })).body).toMatchObject({ code: submitted });
    expect(await linked(person.id)).toEqual([]);
  });

  /** A person whose password was set by an administrator, and the values they send to choose their own. */
  const newcomer = async () => {
    const { body } = await ok(server.manage('POST', 'users', { username: randomUUID(), name: 'New' }));
    const { id, username, initialPassword } = body as { id: string; username: string; initialPassword: string };
    return { id, values: { username, password: initialPassword, newPassword: 'seven lamps by the river' } };
  };
  const withNewPassword = ({ username, newPassword }: { username: string; newPassword: string }) => ({
    username,
    password: newPassword,
  });

  it('is linked when the one-time password is replaced, after the page asked for a new one', async () => {
    const { submit } = await begin();
    const { id, values } = await newcomer();
    const { username, password: oneTime } = values;
    expect((await submit({ username, password: oneTime })).body).toMatchObject({ code: 'password.must_change' });
    expect((await submit({ ...values, newPassword: 'short' })).status).toBe(422);
    expect((await submit({ ...values, newPassword: oneTime })).status).toBe(422);
    expect(await linked(id)).toEqual([]);

    expect((await submit(values)).status).toBe(200);
    expect(await linked(id)).toHaveLength(1);
  });

  it('is linked by one of several submissions at once, and the one-time password is used once', async () => {
    const { submit } = await begin();
    const { id, values } = await newcomer();
    const answers = await Promise.all(
      ['one', 'two', 'three', 'four'].map((word) => submit({ ...values, newPassword: `seven lamps by river ${word}` })),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status } of answers) expect(status).toBeLessThan(500);
    expect(await linked(id)).toHaveLength(1);
    expect(
      await server.sql(`select 1 from audit_event where account_id = $1 and type = 'password.changed'`, [id]),
    ).toHaveLength(1);
  });

  it('is linked to one of two people who sign in with it at once; the other one still keeps their new password', async () => {
    const { submit } = await begin();
    const people = await Promise.all([newcomer(), newcomer()]);
    const answers = await Promise.all(people.map(({ values }) => submit(values)));

    const links = await Promise.all(people.map(async ({ id }) => (await linked(id)).length));
    expect(links.toSorted()).toEqual([0, 1]);
    for (const [index, { status }] of answers.entries()) if (status === 200) expect(links[index]).toBe(1);
    for (const { values } of people) {
      const { browser, submitUrl } = await signIns.begin();
      const outcomes = [withNewPassword(values), values].map((sent) =>
        browser.post(server, submitUrl, { values: sent }),
      );
      expect((await Promise.all(outcomes)).some(({ status }) => status === 200)).toBe(true);
    }
  });

  it('is not linked to a blocked account, and is linked once the account is unblocked', async () => {
    const { submit } = await begin();
    const { id, username } = await somebody();
    await ok(server.manage('PATCH', `users/${id}`, { status: 'blocked' }));
    expect((await submit({ username, password })).body).toMatchObject({ code: 'account.blocked' });
    expect(await linked(id)).toEqual([]);

    await ok(server.manage('PATCH', `users/${id}`, { status: 'active' }));
    expect((await submit({ username, password })).status).toBe(200);
    expect(await linked(id)).toHaveLength(1);
  });

  it('is not linked in another sign-in, in the same browser or elsewhere', async () => {
    const { linkAttempt, page } = await begin();
    const { id, username } = await somebody();
    for (const browser of [page.browser, undefined]) {
      const other = await signIns.begin(browser);
      const values = { username, password };
      const { body } = await other.browser.post(server, other.submitUrl, { values, linkAttempt });
      expect(body).toMatchObject({ code: 'handoff.invalid' });
    }
    expect(await linked(id)).toEqual([]);
  });

  it('leaves a one-time password unchanged when it cannot be linked', async () => {
    const { id, values } = await newcomer();
    const refused = await begin();
    await patch({ enabled: false });
    const taken = await begin();
    await ok(server.manage('POST', `users/${(await somebody()).id}/identifiers`, { methodId, certificate: taken.pem }));

    expect((await refused.submit(values)).body).toMatchObject({ code: 'handoff.invalid' });
    expect((await taken.submit(values)).body).toMatchObject({ code: 'identifier.linked_to_another' });

    const again = await begin();
    expect((await again.submit(values)).status).toBe(200);
    expect(await linked(id)).toHaveLength(1);
  });
});
