import { describe, expect, it } from 'vitest';
import type { ProviderDescriptor } from '@postern/contracts';
import { descriptor } from '../../testing/samples';
import { withinOrganization } from './within-organization';

describe('the form of somebody who administers an organization alone', () => {
  it('has neither rules that find anybody, nor accounts that are created, nor an origin', () => {
    const full: ProviderDescriptor = {
      ...descriptor,
      settings: [
        { name: 'trustAnchors', kind: 'certificates', required: true },
        {
          ...{ name: 'rules', kind: 'rows', required: true },
          columns: [
            { name: 'source', kind: 'choice', required: true, options: ['certificate', 'san-upn'] },
            {
              name: 'field',
              kind: 'choice',
              required: true,
              options: ['linked', 'username', 'email'],
              ownFields: true,
            },
          ],
        },
        { name: 'newAccounts', kind: 'choice', required: false, section: 'accounts' },
        { name: 'hostName', kind: 'text', required: false, section: 'origin' },
      ],
    };

    const { settings } = withinOrganization(full);

    expect(settings.map(({ name }) => name)).toEqual(['trustAnchors', 'rules']);
    expect(settings[1]?.columns).toMatchObject([
      { options: ['certificate', 'san-upn'] },
      { options: ['linked'], ownFields: false },
    ]);
  });
});
