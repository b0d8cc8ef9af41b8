import { readFileSync } from 'node:fs';
import type { AgentOptions } from './agent-options.js';
import { systemTrustAnchors } from './system-trust-anchors.js';

/** Signals the process whose id a file holds: Nginx's master. */
const signalByPidFile = (file: string, signal: NodeJS.Signals): void => {
  const pid = Number(readFileSync(file, 'utf8').trim());
  if (!Number.isInteger(pid) || pid < 2) throw new Error(`${file} holds no process id`);
  process.kill(pid, signal);
};

/** What the agent is told by its environment; docs/gateway/operation.md explains each. */
export const usual = {
  /** The same as GATEWAY_AGENT_SOCKET of the server. */
  AGENT_SOCKET: '/run/postern-nginx-agent/agent.sock',
  /** Who may talk to the agent besides its own user: a group, by name. */
  AGENT_SOCKET_GROUP: '',
  GATEWAY_DIR: '/var/lib/postern-gateway',
  NGINX: '/usr/sbin/nginx',
  NGINX_CONFIGURATION: '/etc/postern-nginx/nginx.conf',
  NGINX_PREFIX: '',
  NGINX_PID_FILE: '/run/postern-nginx/nginx.pid',
  /** Where the gateway listens, as this machine reaches it. */
  GATEWAY_LISTENER: '127.0.0.1:9443',
  /** The same for the certificate listener. Empty: no sign-in method has an origin of its own. */
  CERTIFICATE_LISTENER: '',
  GATEWAY_ACCESS_LOG: '/var/log/postern-nginx/gateway-access.log',
  SYSTEM_TRUST_ANCHORS: '',
} as const;
type Name = keyof typeof usual;

/** Number of a group; undefined when none is wanted. */
export const groupId = (name: string, file = '/etc/group'): number | undefined => {
  if (name === '') return undefined;
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) throw new Error(`AGENT_SOCKET_GROUP: there is no group ${name}`);
  return Number(line.split(':')[2]);
};

/** @throws Error with a sentence that names the variable */
export const optionsFrom = (environment: NodeJS.ProcessEnv): AgentOptions => {
  const value = (name: Name): string => environment[name] || usual[name];
  const absolute = (name: Name): string => {
    const path = value(name);
    if (!/^\/[^"$\\\n]*$/.test(path))
      throw new Error(`${name} should be an absolute path without ", $ and \\, not ${path}`);
    return path;
  };
  const place = (name: Name) => {
    const [, host, port] = /^(.+):(\d{1,5})$/.exec(value(name)) ?? [];
    if (host === undefined) throw new Error(`${name} should be host:port`);
    return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
  };
  const configuration = absolute('NGINX_CONFIGURATION');
  const pidFile = absolute('NGINX_PID_FILE');
  return {
    socket: absolute('AGENT_SOCKET'),
    socketMode: 0o660,
    socketGroup: groupId(value('AGENT_SOCKET_GROUP')),
    folder: absolute('GATEWAY_DIR'),
    nginx: absolute('NGINX'),
    configuration,
    prefix: value('NGINX_PREFIX') || `${configuration.slice(0, configuration.lastIndexOf('/'))}/`,
    systemTrustAnchors: value('SYSTEM_TRUST_ANCHORS') || systemTrustAnchors(),
    accessLog: absolute('GATEWAY_ACCESS_LOG'),
    listener: place('GATEWAY_LISTENER'),
    certificateListener: value('CERTIFICATE_LISTENER') === '' ? undefined : place('CERTIFICATE_LISTENER'),
    reload: () => signalByPidFile(pidFile, 'SIGHUP'),
    report: (text) => void process.stderr.write(`${text}\n`),
  };
};
