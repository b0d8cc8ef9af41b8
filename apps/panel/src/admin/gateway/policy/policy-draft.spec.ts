import { defaultGatewayPolicy } from '@postern/contracts';
import type { GatewayPolicy } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { draftOf, draftOfText } from './policy-draft';

const thumbprint: GatewayPolicy = {
  require: { type: 'thumbprint', algorithm: 'SHA-256', value: 'ab'.repeat(32) },
  refusal: { status: 403, reason: 'No' },
};

describe('form and JSON', () => {
  it('stay in sync', () => {
    const fromForm = draftOf(thumbprint);
    const fromText = draftOfText(fromForm.text.replace('403', '404'), draftOf(defaultGatewayPolicy));

    expect(JSON.parse(fromForm.text)).toEqual(thumbprint);
    expect(fromText.policy).toEqual({ ...thumbprint, refusal: { status: 404, reason: 'No' } });
  });

  it('keep typed text unchanged, and the form on the last valid policy', () => {
    const before = draftOf(thumbprint);
    const broken = draftOfText('{ "require": ', before);

    expect(broken).toMatchObject({ policy: thumbprint, text: '{ "require": ' });
    expect(broken.unreadable?.key).toBe('policy.problem.syntax_at');
    expect(draftOfText('{ "require": null }', broken)).toMatchObject({ policy: { require: null }, unreadable: null });
  });
});
