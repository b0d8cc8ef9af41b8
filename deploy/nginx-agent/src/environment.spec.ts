import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupId, optionsFrom, usual } from './environment.js';

const guide = new URL('../../../docs/gateway/operation.md', import.meta.url);

describe('what the agent is told by its environment', () => {
  it('is explained by the guide, every variable with its default', () => {
    const text = readFileSync(guide, 'utf8');

    for (const [name, value] of Object.entries(usual)) {
      expect(text).toMatch(new RegExp(`^\\| \`${name}\` \\| ${value === '' ? "[\\w ’']+" : `\`${value}\``} \\|`, 'm'));
    }
  });

  it('is complete without a word', () => {
    expect(optionsFrom({})).toMatchObject({
      socket: '/run/postern-nginx-agent/agent.sock',
      folder: '/var/lib/postern-gateway',
      configuration: '/etc/postern-nginx/nginx.conf',
      prefix: '/etc/postern-nginx/',
      listener: { host: '127.0.0.1', port: 9443 },
    });
  });

  it('is refused by the name of the variable', () => {
    expect(() => optionsFrom({ GATEWAY_DIR: 'relative' })).toThrow('GATEWAY_DIR');
    expect(() => optionsFrom({ NGINX_CONFIGURATION: '/etc/"nginx".conf' })).toThrow('NGINX_CONFIGURATION');
    expect(() => optionsFrom({ GATEWAY_LISTENER: 'nowhere' })).toThrow('GATEWAY_LISTENER');
  });

  it('knows addresses of version 6', () => {
    expect(optionsFrom({ GATEWAY_LISTENER: '[::1]:443' }).listener).toEqual({ host: '::1', port: 443 });
  });

  it('finds a group by its name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'group-'));
    const file = join(folder, 'group');
    writeFileSync(file, 'root:x:0:\npostern:x:997:nginx\n');

    expect([groupId('', file), groupId('postern', file)]).toEqual([undefined, 997]);
    expect(() => groupId('nobody-knows', file)).toThrow('nobody-knows');
    rmSync(folder, { recursive: true });
  });
});
