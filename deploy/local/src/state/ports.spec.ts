import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { portsFromEnvironment, resolvePorts } from './ports.js';

describe('ports', () => {
  it('refuses a value that is no port, by the name of its variable', () => {
    expect(() => portsFromEnvironment({ POSTERN_MTLS_PORT: '99999' })).toThrow(
      'POSTERN_MTLS_PORT should be a port number from 0 to 65535, not "99999".',
    );
    expect(() => portsFromEnvironment({ POSTERN_PUBLIC_PORT: '84 43' })).toThrow('POSTERN_PUBLIC_PORT');
  });

  it('takes an empty variable as unset', () => {
    expect(portsFromEnvironment({ POSTERN_PUBLIC_PORT: '' })).toEqual({});
  });

  it('names the port that is taken and the variable that changes it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;

    await expect(resolvePorts({ mtls: port }, ['mtls'])).rejects.toThrow(
      `Port ${port} (the certificate listener) is taken by another program. Stop that program, or choose another port with POSTERN_MTLS_PORT.`,
    );
    other.close();
  });

  it('finds free ports for 0, all of them different', async () => {
    const ports = await resolvePorts({ public: 0, mtls: 0, clients: 0, gateway: 0, demo: 0, database: 0 });

    expect(new Set(Object.values(ports)).size).toBe(6);
    expect(Object.values(ports).every((port) => port > 0)).toBe(true);
  });

  it('refuses one port for two purposes', async () => {
    const { public: free } = await resolvePorts({ public: 0 }, ['public']);

    await expect(resolvePorts({ public: free, demo: free }, ['public', 'demo'])).rejects.toThrow(
      `Port ${free} is wanted for the public listener and for the demo application. Change POSTERN_DEMO_PORT.`,
    );
  });
});
