import {
  administrationErrorCodes,
  auditEventTypes,
  certificateErrorCodes,
  generalErrorCodes,
  languages,
  managementScopes,
} from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { flatten, type Messages } from './messages';

const namespaces = [
  'certificate',
  'common',
  'errors',
  'widget',
  'panel',
  'administration',
  'administration-errors',
  'appearance',
  'gateway',
  'overview',
  'search',
  'help',
  'expiry',
  'consent',
  'levels',
  'new-account',
  'refusal',
  'organization',
  'required',
  'access',
  'settings',
] as const;
const pluralForm = /_(zero|one|two|few|many|other)$/;

const files = import.meta.glob<Record<string, unknown>>('./locales/*/*.json', { eager: true, import: 'default' });

const read = (language: string, namespace: string): Messages =>
  flatten(files[`./locales/${language}/${namespace}.json`]!);

/** A message is plural if it has a form `_other`; each language then needs every form that its whole numbers use. */
const keysOf = (messages: Messages, language: string): readonly string[] => {
  const rules = new Intl.PluralRules(language);
  const forms = new Set([...Array.from({ length: 200 }, (_, count) => rules.select(count)), 'other']);
  return [...messages.keys()]
    .flatMap((key) => {
      const base = key.replace(pluralForm, '');
      return base !== key && messages.has(`${base}_other`) ? [...forms].map((form) => `${base}_${form}`) : [key];
    })
    .filter((key, position, all) => all.indexOf(key) === position)
    .sort();
};

const placeholders = (message = ''): readonly string[] =>
  [...message.matchAll(/{{\s*(\w+)\s*}}/g)].map(([, name]) => name!).sort();

describe.each(namespaces)('the catalogue of %s', (namespace) => {
  const english = read('en', namespace);

  it.each(languages)('has exactly the expected messages in %s, in every plural form', (language) => {
    expect([...read(language, namespace).keys()].sort()).toEqual(keysOf(english, language));
  });

  it.each(languages)('has the same placeholders in %s', (language) => {
    for (const [key, message] of read(language, namespace)) {
      const original = english.get(key) ?? english.get(key.replace(pluralForm, '_other'));
      expect(placeholders(message), key).toEqual(placeholders(original));
    }
  });

  it.each(languages)('has no empty text in %s', (language) => {
    expect([...read(language, namespace)].filter(([, message]) => message.trim() === '')).toEqual([]);
  });
});

/** Informal forms of address. Text in «…» quotes the labels of other programs. */
const familiar: Readonly<Record<string, RegExp>> = {
  de: /(?<!\p{L})(du|dich|dir|deine?[mnrs]?)(?!\p{L})/iu,
  fr: /(?<!\p{L})(tu|toi|ton|tes|peux|veux)(?!\p{L})/iu,
  es: /(?<!\p{L})(tú|tus?|te|ti|tuy[oa]s?|contigo|puedes|debes|quieres|tienes|has|eres|inténtalo|inicias|necesitas)(?!\p{L})/iu,
  it: /(?<!\p{L})(tu|tuo|tua|tuoi|tue|ti|te|puoi|potrai|devi|vuoi|hai|stai|assicurati|rivolgiti)(?!\p{L})/iu,
  ru: /(?<!\p{L})(ты|тебя|тебе|тво[йяёеи]|твоего|твоей|можешь|хочешь)(?!\p{L})/iu,
};

describe('people are addressed formally', () => {
  it.each(Object.entries(familiar))('in %s', (language, words) => {
    const found = namespaces.flatMap((namespace) =>
      [...read(language, namespace)]
        .filter(([, message]) => words.test(message.replaceAll(/«[^»]*»/g, '')))
        .map(([key, message]) => `${namespace} ${key}: ${message}`),
    );

    expect(found).toEqual([]);
  });
});

describe('French punctuation', () => {
  it('never begins or ends a line by itself: no-break spaces keep it with its word', () => {
    const found = namespaces.flatMap((namespace) =>
      [...read('fr', namespace)]
        .filter(([, message]) => /\S [:;?!»]|« /.test(message))
        .map(([key]) => `${namespace} ${key}`),
    );

    expect(found).toEqual([]);
  });
});

describe('Russian dates', () => {
  it('end with a full stop of their own: none follows them', () => {
    const found = namespaces.flatMap((namespace) =>
      [...read('ru', namespace)].filter(([, message]) => /\{\{(date|when)\}\}\./.test(message)).map(([key]) => key),
    );

    expect(found).toEqual([]);
  });
});

describe('the texts for audit events', () => {
  it.each(languages)('cover every audit event type in %s', (language) => {
    const named = [...read(language, 'panel').keys()].filter((key) => key.startsWith('events.type.'));

    expect(named.sort()).toEqual(auditEventTypes.map((type) => `events.type.${type}`).sort());
  });
});

describe('the texts for scopes', () => {
  it.each(languages)('cover every resource and verb of the management API in %s', (language) => {
    const words = read(language, 'administration');
    const missing = managementScopes.filter((scope) => {
      const [verb, resource] = scope.split(':');
      return !words.has(`scopes.verb.${verb}`) || !words.has(`scopes.resource.${resource}`);
    });

    expect(missing).toEqual([]);
  });
});

describe('the texts for errors', () => {
  const wanted = (codes: readonly string[]): readonly string[] =>
    codes.flatMap((code) => [`${code}.next`, `${code}.text`, `${code}.title`]).sort();

  it.each(languages)('cover every code and say what happened and what to do next in %s', (language) => {
    expect([...read(language, 'errors').keys()].sort()).toEqual(
      wanted([...certificateErrorCodes, ...generalErrorCodes]),
    );
  });

  it.each(languages)(
    'cover every administrator-only code, apart from the files that the sign-in page loads, in %s',
    (language) => {
      expect([...read(language, 'administration-errors').keys()].sort()).toEqual(wanted(administrationErrorCodes));
    },
  );
});
