import { describe, expect, it } from 'vitest';
import { levelOptions } from './level-options.js';

const named = (name: string): string => `urn:postern:acr:${name}`;
const options = (requested: readonly string[], accepted: readonly string[]) =>
  levelOptions(requested.map(named), accepted.map(named)).map(
    ({ level, acr }) => `${level.slice(16)} as ${acr?.slice(16) ?? 'it is'}`,
  );
const sentenceOf = (requested: readonly string[], accepted: readonly string[]): unknown => {
  try {
    return levelOptions(requested, accepted);
  } catch (error) {
    const { error: code, error_description: description } = error as { error: string; error_description: string };
    return `${code}: ${description}`;
  }
};

describe('levels that would do', () => {
  it('are any when nobody asks for one', () => {
    expect(options([], [])).toEqual([]);
  });

  it('are those that the administrator accepts when the application asks for none', () => {
    expect(options([], ['certificate', 'passkey'])).toEqual(['certificate as it is', 'passkey as it is']);
  });

  it('keep the order of the application, and leave unknown ones out', () => {
    expect(options(['passkey', 'unheard-of', 'certificate'], [])).toEqual([
      'passkey as passkey',
      'certificate as certificate',
    ]);
  });

  it('stay within what the administrator accepts', () => {
    expect(options(['password', 'certificate'], ['certificate'])).toEqual(['certificate as certificate']);
  });

  it('are the higher ones where both are of one family', () => {
    expect(options(['certificate'], ['certificate-hardware'])).toEqual(['certificate-hardware as certificate']);
    expect(options(['certificate-hardware'], ['certificate'])).toEqual([
      'certificate-hardware as certificate-hardware',
    ]);
  });

  it('are none when none that is asked for is known', () => {
    expect(sentenceOf(['phr', 'mfa'], [])).toBe(
      'unmet_authentication_requirements: none of the levels asked for is known here: phr or mfa',
    );
  });

  it('are none when the administrator accepts others only: both are named', () => {
    expect(sentenceOf([named('password')], [named('certificate')])).toBe(
      'unmet_authentication_requirements: the application asks for urn:postern:acr:password, and its administrator ' +
        'accepts urn:postern:acr:certificate only',
    );
  });
});
