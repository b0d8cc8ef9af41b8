export { LaunchAborted, LaunchError } from './launch-error.js';
export type { PortOptions } from './ports.js';
export type { PosternConfig, ProcessIds, SampleCertificate } from './postern-json.js';
export type { ServerSockets } from './services/sockets.js';
export type { RunningPostern, StartOptions } from './start-options.js';
export { startPostern } from './start-postern.js';
