import type { SignInMethodView } from '@postern/contracts';

/** Whether the browser will want to know which certificate to use. */
export const asksInBrowser = ({ action }: SignInMethodView): boolean =>
  action.kind === 'navigate' && action.freshStartUrl !== null;
