import { describe, expect, it } from 'vitest';
import { permissionsOf } from './permissions.js';

const reports = {
  name: 'Reports',
  scopes: [
    { value: 'read:reports', description: 'Read your reports' },
    { value: 'delete:reports', description: null },
  ],
};
const apis = new Map([['https://reports.test', reports]]);

describe('what grants allow', () => {
  it('is what the application learns, then what it may do at APIs, with their descriptions', () => {
    const grant = {
      openid: { scope: 'openid email' },
      resources: { 'https://reports.test': 'read:reports delete:reports' },
    };

    expect(permissionsOf([grant], apis)).toEqual([
      { scope: 'openid', api: null, description: null },
      { scope: 'email', api: null, description: null },
      { scope: 'read:reports', api: 'Reports', description: 'Read your reports' },
      { scope: 'delete:reports', api: 'Reports', description: null },
    ]);
  });

  it('names each thing once, however many grants hold it', () => {
    const grants = [
      { openid: { scope: 'openid' }, resources: { 'https://reports.test': 'read:reports' } },
      { openid: { scope: 'openid email' }, resources: { 'https://reports.test': 'read:reports' } },
    ];

    expect(permissionsOf(grants, apis).map(({ scope }) => scope)).toEqual(['openid', 'email', 'read:reports']);
  });

  it('keeps scopes of an API that is gone, by their names', () => {
    expect(permissionsOf([{ resources: { 'https://gone.test': 'read' } }], apis)).toEqual([
      { scope: 'read', api: null, description: null },
    ]);
  });

  it('is nothing for an empty grant', () => {
    expect(permissionsOf([{}, { openid: { scope: '' }, resources: { 'https://reports.test': '' } }], apis)).toEqual([]);
  });
});
