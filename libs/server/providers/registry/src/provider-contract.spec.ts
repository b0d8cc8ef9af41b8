import type { INestApplicationContext } from '@nestjs/common';
import {
  administrationErrorCodes,
  certificateErrorCodes,
  type FieldDescriptor,
  type FieldLabels,
  generalErrorCodes,
  languages,
} from '@postern/contracts';
import { DomainError } from '@postern/errors';
import {
  isCertificateProvider,
  isForm,
  isNavigating,
  type SignInMethod,
  type SignInProvider,
  SignInProviders,
} from '@postern/provider-kit';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createProviderContext, providerEnvironment } from '../testing/provider-context.js';
import { registeredProviders } from './registry.js';

const errorCodes: readonly string[] = [...certificateErrorCodes, ...generalErrorCodes, ...administrationErrorCodes];

let context: INestApplicationContext;
beforeAll(async () => {
  for (const [name, value] of Object.entries(providerEnvironment)) vi.stubEnv(name, value);
  context = await createProviderContext();
});
afterAll(async () => {
  await context.close();
  vi.unstubAllEnvs();
});

const refusalOf = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  return undefined;
};

const expectKnownRefusal = (refusal: unknown): void => {
  expect(refusal).toBeInstanceOf(DomainError);
  expect(errorCodes).toContain((refusal as DomainError).code);
};

const validated = (provider: SignInProvider, given: object) =>
  validate(plainToInstance(provider.paramsClass, given), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
  });

const methodOf = (provider: SignInProvider): SignInMethod => ({
  id: '00000000-0000-4000-8000-000000000001',
  type: provider.descriptor.type,
  name: provider.descriptor.labels.en.methodName,
  enabled: true,
  public: true,
  params: new provider.paramsClass(),
});

it('every registered provider is found by its type', () => {
  const providers = context.get(SignInProviders);

  expect(providers.all()).toHaveLength(registeredProviders.length);
  for (const provider of providers.all()) expect(providers.ofType(provider.descriptor.type)).toBe(provider);
});

/** Every field, and each of its options and columns, has its words, and there are no others. */
const expectWords = (fields: readonly FieldDescriptor[], words: Readonly<Record<string, FieldLabels>> = {}): void => {
  expect(Object.keys(words).sort()).toEqual(fields.map(({ name }) => name).sort());
  for (const { name, options = [], columns = [], withArgument = [] } of fields) {
    const { label, hint = label, options: choices = {}, columns: inner } = words[name]!;
    expect(Object.keys(choices).sort()).toEqual([...options].sort());
    expect(withArgument.filter((option) => choices[option]?.argument === undefined)).toEqual([]);
    const texts = [label, hint, ...Object.values(choices).flatMap((choice) => Object.values(choice))];
    for (const text of texts) expect(text).toMatch(/^\S(.*\S)?$/);
    expectWords(columns, inner);
  }
};

const nowhere = { address: null, userAgent: null };

describe.each(registeredProviders)('$provider.name keeps the contract:', ({ provider: providerClass }) => {
  let provider: SignInProvider;
  beforeAll(() => {
    provider = context.get(providerClass);
  });
  const fields = () => [...provider.descriptor.settings, ...provider.descriptor.steps.flat()];

  const labels = () => languages.map((language) => provider.descriptor.labels[language]);

  it('has a type and a name that are valid in URLs and forms', () => {
    expect(provider.descriptor.type).toMatch(/^[a-z][a-z0-9-]{0,49}$/);
    for (const { kind, methodName, hint = 'none' } of labels()) {
      for (const text of [kind, methodName]) expect(text).toMatch(/^\S(.{0,48}\S)?$/);
      expect(hint).toMatch(/^\S.*\S$/);
    }
  });

  it('has a logo of one colour that loads nothing and runs nothing', () => {
    const { logo } = provider.descriptor;
    expect(logo).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*viewBox="0 0 20 20"[^]*<\/svg>$/);
    expect(logo).not.toMatch(/<script|<style|<image|<foreignObject|<use|href|url\(|\son\w+=/i);
    expect(logo.length).toBeLessThan(4096);
  });

  it('asks for fields that are unique, and says all of them in every language, and no others', () => {
    const { renewal } = provider.descriptor;
    const asked = [...fields(), ...(renewal ? [renewal] : [])];
    const names = asked.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);

    for (const { fields: words, sections = {} } of labels()) {
      expectWords(asked, words);
      const folded = [...new Set(asked.flatMap(({ section = [] }) => section))];
      expect(Object.keys(sections).sort()).toEqual(folded.sort());
    }
  });

  it('offers choices of which the default is one', () => {
    for (const { kind, options, default: standard } of fields().filter((field) => field.kind === 'choice')) {
      expect(options?.length, kind).toBeGreaterThan(1);
      if (standard !== undefined) expect(options).toContain(standard);
    }
  });

  it('states acr and amr of a sign-in', () => {
    expect(provider.acr).toMatch(/^urn:postern:acr:[a-z][a-z0-9-]*$/);
    expect(provider.amr.length).toBeGreaterThan(0);
    for (const method of provider.amr) expect(method).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  it('takes its own default settings', async () => {
    expect(await validated(provider, {})).toEqual([]);
  });

  it('refuses settings it does not know', async () => {
    expect(await validated(provider, { somethingElse: true })).not.toEqual([]);
  });

  it('refuses junk in each of its settings', async () => {
    for (const { name } of provider.descriptor.settings) {
      for (const junk of [42, null, { $ne: '' }, [null], 'neither this nor that']) {
        expect(await validated(provider, { [name]: junk }), `${name}: ${JSON.stringify(junk)}`).not.toEqual([]);
      }
    }
  });

  it('has a setting in its class for each that it shows', () => {
    expect(Object.keys(new provider.paramsClass())).toEqual(provider.descriptor.settings.map(({ name }) => name));
  });

  it('names a known code for a method that cannot work', async () => {
    const problem = (await provider.problem?.(new provider.paramsClass())) ?? null;

    if (problem !== null) expect(errorCodes).toContain(problem);
  });

  it('is of the kind that it says', () => {
    expect('startUrl' in provider).toBe(isNavigating(provider));
    expect('authenticate' in provider).toBe(isForm(provider));
    expect(provider.descriptor.steps.length > 0).toBe(isForm(provider));
  });

  it('sends a browser only to an https address, with the whole ticket', () => {
    if (!isNavigating(provider)) return;
    const ticket = 'a.ticket+with/odd=characters&more#';

    for (const fresh of [false, true]) {
      const url = new URL(provider.startUrl(ticket, { methodId: 'a2f0c1de-0000-4000-8000-000000000001', fresh }));
      expect(url.protocol).toBe('https:');
      expect(url.searchParams.get('ticket')).toBe(ticket);
      expect(url.username + url.password + url.hash).toBe('');
    }
  });

  it('answers alike for every account it does not know, and for empty forms', async () => {
    if (!isForm(provider)) return;

    const form = provider;
    const names = provider.descriptor.steps.flat().map(({ name }) => name);
    for (const value of ['nobody', '', '\u0000', "' or 1=1 --", 'x'.repeat(10_000)]) {
      const values = Object.fromEntries(names.map((name) => [name, value]));
      expect(await refusalOf(() => form.authenticate(methodOf(form), values, nowhere))).toMatchObject({
        code: 'password.wrong',
        status: 401,
      });
    }
    expect(await refusalOf(() => form.authenticate(methodOf(form), {}, nowhere))).toMatchObject({
      code: 'password.wrong',
    });
  });

  it('refuses a text that is no certificate with its own code', async () => {
    if (!isCertificateProvider(provider)) return;

    const reader = provider;
    for (const der of [new Uint8Array(), new Uint8Array([0x30, 0x80]), Buffer.from('not a certificate')]) {
      expectKnownRefusal(await refusalOf(() => reader.summarize(der)));
      expectKnownRefusal(await refusalOf(() => reader.identify(methodOf(reader), der)));
    }
    for (const pem of ['', 'not PEM', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']) {
      expectKnownRefusal(await refusalOf(() => reader.summarize(reader.read(pem))));
    }
  });
});
