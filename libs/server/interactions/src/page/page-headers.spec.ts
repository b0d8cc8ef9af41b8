import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageHeaders } from './page-headers.js';

const template = '../../../../../nginx/snippets/content-security-policy-widget.conf.template';

describe('the policy of the sign-in page', () => {
  it('is the one that Nginx sends with it', () => {
    const line = /^add_header Content-Security-Policy "(.*)" always;$/m.exec(
      readFileSync(new URL(template, import.meta.url), 'utf8'),
    );

    expect(pageHeaders['Content-Security-Policy']).toBe(line?.[1]);
  });
});
