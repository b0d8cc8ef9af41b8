import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './languages';

describe('the choice of a language', () => {
  const browser = ['it-IT', 'en'];

  it('follows what the person chose on this page before anything else', () => {
    expect(chooseLanguage({ chosen: 'ru', uiLocales: ['de'], stored: 'fr', browser })).toBe('ru');
  });

  it('follows the application before an earlier choice', () => {
    expect(chooseLanguage({ uiLocales: ['pt-BR', 'de-CH'], stored: 'fr', browser })).toBe('de');
  });

  it('follows an earlier choice before the browser', () => {
    expect(chooseLanguage({ uiLocales: [], stored: 'fr', browser })).toBe('fr');
  });

  it('follows the browser next', () => {
    expect(chooseLanguage({ stored: null, browser })).toBe('it');
  });

  it('ends with English', () => {
    expect(chooseLanguage({ uiLocales: ['ja'], stored: 'xx', browser: ['zh'] })).toBe('en');
  });
});
