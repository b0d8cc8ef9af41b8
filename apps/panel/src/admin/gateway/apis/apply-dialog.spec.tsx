import { ApiProblem } from '@postern/api-client';
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { gatewayApi } from '../../../testing/gateway-samples';
import { renderPage } from '../../../testing/render-page';
import { ApplyDialog } from './apply-dialog';

const validate = 'POST /gateway/apis/a1/validate';
const apply = 'POST /gateway/apis/a1/apply';
const valid = () => ({ valid: true, problems: [], nginx: null });
const applied = () => ({ api: gatewayApi, generation: 5, milliseconds: 321 });

const open = async (answers: Parameters<typeof fakeApi>[0], checkOnly = false) => {
  const { api, calls } = fakeApi(answers);
  await renderPage(<ApplyDialog api={gatewayApi} checkOnly={checkOnly} onClose={() => undefined} />, api);
  return calls;
};
const steps = () =>
  screen
    .getAllByRole('listitem')
    .slice(0, 2)
    .map(({ textContent }) => textContent);

describe('applying a draft', () => {
  it('checks it, then applies it, and says how long that took', async () => {
    const calls = await open({ [validate]: valid, [apply]: applied });

    expect(await screen.findByText('Nginx confirmed it after 321 ms.')).toBeTruthy();
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([validate, apply]);
    expect(steps()).toEqual(['Check the draft and test it in NginxDone', 'Put it into serviceDone']);
  });

  it('applies nothing if the check finds problems, and names their places', async () => {
    const problems = [{ path: 'pathPrefix', message: 'is taken' }];
    const calls = await open({ [validate]: () => ({ valid: false, problems, nginx: null }), [apply]: applied });

    expect(await screen.findByText('pathPrefix')).toBeTruthy();
    expect(steps()).toEqual(['Check the draft and test it in NginxRefused', 'Put it into serviceWaiting']);
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['in the check', { [validate]: () => ({ valid: false, problems: [], nginx: '[emerg] no' }) }],
    [
      'when it is put in place',
      {
        [validate]: valid,
        [apply]: () => {
          const errors = [{ path: 'nginx', message: '[emerg] no' }];
          throw new ApiProblem('gateway.configuration_refused', 422, null, null, errors);
        },
      },
    ],
  ])('shows what Nginx says when it refuses %s', async (_, answers) => {
    await open(answers);

    expect(await screen.findByText('Nginx refuses this configuration')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Message from Nginx' }).textContent).toBe('[emerg] no');
  });

  it('says so if Nginx does not confirm the change', async () => {
    await open({
      [validate]: valid,
      [apply]: () => {
        throw new ApiProblem('gateway.not_confirmed', 503);
      },
    });

    expect(await screen.findByText('Nginx has not confirmed this yet')).toBeTruthy();
  });

  it('changes nothing in check-only mode', async () => {
    const calls = await open({ [validate]: valid }, true);

    expect(await screen.findByText('Ready to apply')).toBeTruthy();
    await waitFor(() => expect(calls).toHaveLength(1));
  });
});
