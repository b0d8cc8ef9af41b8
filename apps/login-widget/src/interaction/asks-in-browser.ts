import type { SignInMethod } from '@postern/contracts';

/** Whether the browser will want to know which certificate to use. */
export const asksInBrowser = ({ action }: SignInMethod): boolean =>
  action.kind === 'navigate' && action.freshStartUrl !== null;
