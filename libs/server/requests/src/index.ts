export * from './certificate-listener.js';
export * from './network.js';
export * from './presented-certificate.js';
export * from './public-route.js';
export * from './request-origin.js';
export * from './request-outcome.js';
export * from './request-scope.js';
export * from './window-counter.js';
