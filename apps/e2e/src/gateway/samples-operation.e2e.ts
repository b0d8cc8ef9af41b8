import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GatewayStatus, GatewayValidation } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort, GatewayReader } from '../support/following-the-gateway-guide.js';
import { Guide } from '../support/guide.js';
import { layOutNginx, OwnNginx } from './support/own-nginx.js';

const postern = inject('postern');
const guide = new Guide('../gateway/operation.md');
let reader: GatewayReader;
let nginx: OwnNginx | undefined;

beforeAll(async () => {
  reader = await GatewayReader.open(postern, guide);
});
afterAll(async () => {
  await nginx?.stop();
  await reader?.end();
});

describe('the guide to operation, followed from top to bottom', () => {
  it('validates a draft, and tells what is served', async () => {
    await reader.prepare();
    await reader.addApi();

    expect(await reader.runForJson<GatewayValidation>('validate')).toEqual(guide.answer('validate'));
    const { generation } = await reader.apply();
    const status = await reader.runForJson<GatewayStatus>('status');
    expect(status).toMatchObject({ enabled: true, serving: generation, wanted: generation, refused: null });
  });

  it('brings the gateway to an Nginx that is there, with an agent beside it', async () => {
    const home = reader.folder;
    const { etc, main, pid } = layOutNginx(home);
    const own = await issueSelfSigned({
      subject: 'CN=localhost',
      subjectAlternativeNames: [{ type: 'dns', value: 'localhost' }],
      purposes: ['serverAuth'],
    });
    writeFileSync(join(home, 'tls.pem'), own.pem);
    writeFileSync(join(home, 'tls.key'), own.privateKeyPem);
    const port = await freePort();
    const folders = { GATEWAY_DIR: join(home, 'gateway'), LOG_DIR: home, TEMP_DIR: join(home, 'temp') };
    const socket = join(home, 'agent.sock');
    reader.set({
      POSTERN_SOURCE: fileURLToPath(new URL('../../../../', import.meta.url)),
      NGINX_ETC: etc,
      ...folders,
      GATEWAY_LISTEN: `listen 127.0.0.1:${port} ssl;`,
      GATEWAY_UPSTREAM: `server unix:${home}/decisions.sock max_fails=0;`,
      TLS_CERTIFICATE: join(home, 'tls.pem'),
      TLS_CERTIFICATE_KEY: join(home, 'tls.key'),
      PROXY_SECRET: 'not-a-secret-in-a-test',
      AGENT_SOCKET: socket,
      GATEWAY: `https://localhost:${port}`,
      CURL_CA_BUNDLE: join(home, 'tls.pem'),
    });
    await reader.run('render');
    nginx = new OwnNginx(main, {
      AGENT_SOCKET: socket,
      GATEWAY_DIR: folders.GATEWAY_DIR,
      NGINX_CONFIGURATION: main,
      NGINX_PREFIX: '/usr/share/nginx/',
      NGINX_PID_FILE: pid,
      GATEWAY_LISTENER: `127.0.0.1:${port}`,
      GATEWAY_ACCESS_LOG: join(home, 'gateway-access.log'),
    });
    await nginx.start();

    const said = await reader.run('check');
    expect(said).toContain('{"generation":null,"digest":null}');
    expect(said).toContain('urn:postern:gateway:no_api');
    expect(statSync(join(etc, 'conf.d/postern-gateway.conf')).mode & 0o077).toBe(0);
  });

  it('has no untested sample', () => {
    expect(reader.left).toEqual([]);
  });
});
