export { LaunchAborted, LaunchError } from './state/launch-error.js';
export type { PortOptions } from './state/ports.js';
export type { PosternConfig, SampleCertificate } from './installation/postern-json.js';
export type { ProcessIds } from './processes/process-set.js';
export type { ServerSockets } from './state/sockets.js';
export type { RunningPostern, StartOptions } from './steps/start-options.js';
export { startPostern } from './steps/start-postern.js';
