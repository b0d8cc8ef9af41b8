import { inEachLanguage } from '@postern/contracts';
import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { startI18n } from './i18n';
import { useFieldText } from './use-field-text';

const labels = inEachLanguage((language) => ({
  fields: {
    pigeon: { label: `pigeon ${language}`, hint: `hint ${language}`, options: { grey: { label: `grey ${language}` } } },
  },
}));

describe('the text of a field', () => {
  it('comes from its provider, in the language of the page', async () => {
    await startI18n({ language: 'ru', namespaces: [] });

    const { label, hint } = renderHook(() => useFieldText(labels)).result.current;

    expect([label('pigeon'), hint('pigeon'), label('pigeon', 'grey')]).toEqual(['pigeon ru', 'hint ru', 'grey ru']);
    expect(hint('pigeon', 'grey')).toBeUndefined();
  });

  it('is the field’s own name until its provider is loaded', async () => {
    await startI18n({ language: 'en', namespaces: [] });

    const { label } = renderHook(() => useFieldText(undefined)).result.current;

    expect([label('pigeon'), label('pigeon', 'grey')]).toEqual(['pigeon', 'grey']);
  });
});
