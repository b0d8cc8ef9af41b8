export * from './audit-event.entity.js';
export { asJson as eventsAsJson } from './audit-export.js';
export * from './audit-insert.js';
export * from './audit-log.js';
export { AuditReader } from './audit-reader.js';
export * from './audit-record.js';
export * from './audit.config.js';
export * from './audit.module.js';
