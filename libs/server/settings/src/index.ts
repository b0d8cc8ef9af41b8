export { SettingsModule } from './settings.module.js';
export { SystemSettingsEntity } from './system-settings.entity.js';
export { SystemSettingsReading } from './system-settings.service.js';
