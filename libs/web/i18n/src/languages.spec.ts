import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './languages';

describe('the choice of a language', () => {
  const browser = ['it-IT', 'en'];

  it('prefers the person’s choice on this page', () => {
    expect(chooseLanguage({ chosen: 'ru', uiLocales: ['de'], stored: 'fr', browser })).toBe('ru');
  });

  it('prefers the application’s language to an earlier choice', () => {
    expect(chooseLanguage({ uiLocales: ['pt-BR', 'de-CH'], stored: 'fr', browser })).toBe('de');
  });

  it('prefers an earlier choice to the browser’s languages', () => {
    expect(chooseLanguage({ uiLocales: [], stored: 'fr', browser })).toBe('fr');
  });

  it('uses the browser’s languages next', () => {
    expect(chooseLanguage({ stored: null, browser })).toBe('it');
  });

  it('falls back to English', () => {
    expect(chooseLanguage({ uiLocales: ['ja'], stored: 'xx', browser: ['zh'] })).toBe('en');
  });
});
