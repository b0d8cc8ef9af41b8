import { chmodSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { ListenOptions } from 'node:net';

const hostAndPort = /^(?<host>\[[^\]]+\]|[^/:]+):(?<port>\d+)$/;

/** `host:port`, or the path of a Unix socket. */
export const parseAddress = (address: string): ListenOptions => {
  const { host, port } = hostAndPort.exec(address)?.groups ?? {};
  if (host === undefined) return { path: address };
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
};

/** Whether a server accepts connections on a Unix socket. */
const isAnswered = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/**
 * Makes a Unix socket's path free: one that a killed server left behind is removed, one that is in use is not.
 *
 * @throws Error when another server answers there
 */
export const claimSocketPath = async ({ path }: ListenOptions): Promise<void> => {
  if (path === undefined) return;
  if (await isAnswered(path))
    throw new Error(`Another server listens on ${path}. Stop it, or set another socket path.`);
  rmSync(path, { force: true });
};

/** Creates a socket that no other user can reach, not even for a moment (Node creates it before `listen` returns). */
export const withoutOthers = <T>(listen: () => T): T => {
  const before = process.umask(0o177);
  try {
    return listen();
  } finally {
    process.umask(before);
  }
};

/** Sets the final mode of the socket. */
export const restrictSocket = ({ path }: ListenOptions, mode: string): void => {
  if (path !== undefined) chmodSync(path, Number.parseInt(mode, 8));
};
