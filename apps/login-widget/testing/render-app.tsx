import type { Continuation, InteractionView } from '@postern/contracts';
import { startI18n } from '@postern/i18n';
import { act, render } from '@testing-library/react';
import { vi } from 'vitest';
import { App } from '../src/app';
import { prepareScreens } from '../src/attempt-screens';
import type { InteractionApi } from '../src/interaction/interaction.api';
import * as leave from '../src/interaction/leave-to';
import { openPage } from '../src/open-page';
import { attempt as attemptOf, refusal, required, uid, view } from './fixtures';

const continuation: Continuation = { location: `/oidc/auth/${uid}` };

/** A server that accepts everything; each response can be replaced. */
export const fakeApi = (shown: Partial<InteractionView> = {}) =>
  ({
    now: () => Date.now(),
    view: vi.fn<InteractionApi['view']>(async () => view(shown)),
    goHome: vi.fn<InteractionApi['goHome']>(async () => false),
    submit: vi.fn<InteractionApi['submit']>(async () => continuation),
    createAccount: vi.fn<InteractionApi['createAccount']>(async () => continuation),
    useAccount: vi.fn<InteractionApi['useAccount']>(async () => continuation),
    chooseOrganization: vi.fn<InteractionApi['chooseOrganization']>(async () => continuation),
    signOut: vi.fn<InteractionApi['signOut']>(async () => undefined),
    remindLater: vi.fn<InteractionApi['remindLater']>(async () => undefined),
    allow: vi.fn<InteractionApi['allow']>(async () => continuation),
    askForAccess: vi.fn<InteractionApi['askForAccess']>(async () => undefined),
    retry: vi.fn<InteractionApi['retry']>(async () => continuation),
    addIdentifier: vi.fn<InteractionApi['addIdentifier']>(async () => continuation),
    skipIdentifiers: vi.fn<InteractionApi['skipIdentifiers']>(async () => continuation),
    proveAgain: vi.fn<InteractionApi['proveAgain']>(async () => continuation),
    abort: vi.fn<InteractionApi['abort']>(async () => continuation),
  }) satisfies InteractionApi;

/** Renders the widget after its first response; `leaveTo` is a mock that navigates nowhere. */
export const renderApp = async (api: InteractionApi, { error = null, attempt = null } = {}) => {
  vi.spyOn(leave, 'leaveTo').mockReturnValue(undefined);
  await startI18n({
    language: 'en',
    namespaces: [
      'errors',
      'widget',
      'levels',
      'expiry',
      'certificate',
      'consent',
      'new-account',
      'refusal',
      'organization',
      'required',
    ],
  });
  await import('../src/screens/consent.screen');
  await prepareScreens({
    attempt: attemptOf('certificate.missing'),
    refusal,
    organizations: [{ id: 'n', name: 'North' }],
    required: required(),
  });
  const first = api.view();
  first.catch(() => undefined);
  const drawn = render(<App address={{ uid, attempt, error }} api={api} first={first} />);
  await act(async () => void (await first.catch(() => undefined)));
  return drawn;
};

/** Renders the page for a URL. */
export const renderPage = async (address: string) => {
  await startI18n({ language: 'en', namespaces: ['errors', 'widget', 'help'] });
  return render(openPage(new URL(address, 'https://localhost:8443/sign-in/')));
};
