import { createHash } from 'node:crypto';
import type { HttpAnswer } from '@postern/http-browser';

export interface SelfPostingForm {
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
  /** Whether the page's own policy lets its script run, as a browser decides it (CSP Level 3 §6.7.3.3). */
  readonly mayRun: boolean;
  /** Whether the policy lets the form be posted to its address. */
  readonly mayPost: boolean;
}

/** A page of the engine that posts a form by itself, and whether a browser would let it. */
export const readSelfPostingForm = ({ url, headers, body }: HttpAnswer): SelfPostingForm => {
  const script = /<script>([^]*?)<\/script>/.exec(body)?.[1];
  const action = /<form method="post" action="([^"]+)">/.exec(body)?.[1];
  if (script === undefined || action === undefined) throw new Error(`no form that posts itself: ${body.slice(0, 300)}`);
  const policy = new Map(
    String(headers['content-security-policy'])
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name, sources] as const),
  );
  const sources = policy.get('script-src') ?? policy.get('default-src') ?? [];
  const targets = policy.get('form-action');
  const isOwn = new URL(action).origin === new URL(url).origin;
  return {
    action,
    values: Object.fromEntries(
      [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"\/>/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    ),
    mayRun: sources.includes(`'sha256-${createHash('sha256').update(script).digest('base64')}'`),
    mayPost: targets === undefined || (isOwn && targets.includes("'self'")),
  };
};
