import { createServer } from 'node:net';
import { LaunchError } from './launch-error.js';

export const portNames = ['public', 'mtls', 'clients', 'gateway', 'demo', 'database'] as const;
export type PortName = (typeof portNames)[number];
export type Ports = Readonly<Record<PortName, number>>;
/** What was asked for; 0 means any free port. */
export type PortOptions = Readonly<Partial<Record<PortName, number>>>;

const variables: Readonly<Record<PortName, string>> = {
  public: 'POSTERN_PUBLIC_PORT',
  mtls: 'POSTERN_MTLS_PORT',
  clients: 'POSTERN_CLIENTS_PORT',
  gateway: 'POSTERN_GATEWAY_PORT',
  demo: 'POSTERN_DEMO_PORT',
  database: 'POSTERN_DATABASE_PORT',
};
const purposes: Readonly<Record<PortName, string>> = {
  public: 'the public listener',
  mtls: 'the certificate listener',
  clients: 'the client listener',
  gateway: 'the gateway',
  demo: 'the demo application',
  database: 'the database',
};
/** Nobody types the database's port, so any free one will do unless somebody asks. */
const defaults: Ports = { public: 8443, mtls: 3443, clients: 3444, gateway: 9443, demo: 8444, database: 0 };

/** Reads the port variables; a value that is no port is refused by its variable's name. */
export const portsFromEnvironment = (env: NodeJS.ProcessEnv): PortOptions => {
  const given: Partial<Record<PortName, number>> = {};
  for (const name of portNames) {
    const value = env[variables[name]];
    if (value === undefined || value === '') continue;
    const port = Number(value);
    if (!/^\d+$/.test(value) || port > 65_535) {
      throw new LaunchError(`${variables[name]} should be a port number from 0 to 65535, not "${value}".`);
    }
    given[name] = port;
  }
  return given;
};

/** Decides on all ports and makes sure that each is free. */
export const resolvePorts = async (options: PortOptions, needed: readonly PortName[] = portNames): Promise<Ports> => {
  const ports: Record<PortName, number> = { ...defaults };
  const taken = new Map<number, PortName>();
  for (const name of needed) {
    const wanted = options[name] ?? defaults[name];
    let port = await claim(name, wanted);
    while (wanted === 0 && taken.has(port)) port = await claim(name, 0);
    const twin = taken.get(port);
    if (twin !== undefined) {
      throw new LaunchError(
        `Port ${port} is wanted for ${purposes[twin]} and for ${purposes[name]}. Change ${variables[name]}.`,
      );
    }
    taken.set(port, name);
    ports[name] = port;
  }
  return ports;
};

const claim = async (name: PortName, port: number): Promise<number> => {
  try {
    const found = await tryToListen('127.0.0.1', port);
    if (await hasIpv6Loopback()) await tryToListen('::1', found);
    return found;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new LaunchError(
        `Port ${port} (${purposes[name]}) is taken by another program. Stop that program, or choose another port with ${variables[name]}.`,
      );
    }
    if (code === 'EACCES') {
      throw new LaunchError(
        `Port ${port} (${purposes[name]}) is reserved for the administrator of this machine. Choose one above 1023 with ${variables[name]}.`,
      );
    }
    throw error;
  }
};

const tryToListen = (host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });

/** Browsers try ::1 for "localhost" first where the machine has it. */
export const hasIpv6Loopback = (): Promise<boolean> =>
  tryToListen('::1', 0).then(
    () => true,
    () => false,
  );
