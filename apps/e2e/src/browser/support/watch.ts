import type { BrowserContext } from 'playwright-core';

export interface Watched {
  readonly context: BrowserContext;
  /** Blocked by the content security policy, or an error in a script. */
  readonly complaints: readonly string[];
}

// Reported on the console, like all other errors.
const reportViolations = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
  console.error('violates ' + violatedDirective + ': ' + blockedURI + ' in ' + sourceFile))`;

/** Error responses are part of the interface, but Chromium logs each as an error. */
const isAnswer = (text: string) => text.startsWith('Failed to load resource: the server responded with a status of');

export const watch = async (context: BrowserContext): Promise<Watched> => {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() !== 'error' || isAnswer(message.text())) return;
    complaints.push(`${message.text()} (${message.page()?.url() ?? 'no page'})`);
  });
  context.on('weberror', (problem) => complaints.push(`${problem.error().message} (${problem.page()?.url()})`));
  await context.addInitScript(reportViolations);
  return { context, complaints };
};
