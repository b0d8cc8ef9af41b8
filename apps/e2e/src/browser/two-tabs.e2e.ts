import { describe, expect, inject, it } from 'vitest';
import { findUser } from '../support/people.js';
import { useChromium } from './support/chromium.js';
import { greeting, methodButton, signInByPassword, startAtDemo } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const [alice, bob] = [findUser(postern, 'alice'), findUser(postern, 'bob')];

describe('two tabs that sign in at once', () => {
  it('do not share a sign-in, and leave no cookie of it behind', async () => {
    const first = await chromium.open(postern);
    const second = await first.context().newPage();
    for (const tab of [first, second]) await startAtDemo(tab, postern);
    const cookies = async () =>
      (await first.context().cookies()).filter(({ name }) => name.startsWith('__Host-postern_interaction_'));
    expect(await cookies()).toHaveLength(2);
    expect(await cookies()).toSatisfy((all: { path: string; secure: boolean; httpOnly: boolean }[]) =>
      all.every(({ path, secure, httpOnly }) => path === '/' && secure && httpOnly),
    );

    await signInByPassword(first, alice);
    await greeting(first, 'Alice Adams').waitFor();
    await methodButton(second, 'Username and password').waitFor();
    await second.reload();
    await signInByPassword(second, bob);

    await second.waitForURL(`${postern.origins.demo}/**`);
    expect(await cookies()).toEqual([]);
  });

  it('accept no cookie of a sign-in that a page of another host sets', async () => {
    const attacker = await chromium.open(postern);
    await startAtDemo(attacker, postern);
    const isOfSignIn = ({ name }: { readonly name: string }) => name.includes('postern_interaction');
    const attack = (await attacker.context().cookies()).find(isOfSignIn)!;
    const victim = await chromium.open(postern);
    await victim.goto(postern.origins.demo);

    // What differs from the server's own cookie: a domain, a narrower path, no name of its own.
    const lines = [
      `${attack.name}=${attack.value}; Path=/; Secure; Domain=localhost`,
      `${attack.name}=${attack.value}; Path=/api; Secure`,
      `${attack.name}=${attack.value}; Path=/`,
      `=${attack.name}=${attack.value}; Path=/; Secure`,
      ` \t${attack.name}=${attack.value}; Path=/api; Secure`,
    ];
    await victim.evaluate(`for (const line of ${JSON.stringify(lines)}) document.cookie = line;`);

    const cookies = await victim.context().cookies();
    expect(cookies.filter((cookie) => isOfSignIn(cookie) || cookie.value.includes(attack.value))).toEqual([]);
  });
});
