export { AppearanceModule } from './appearance.module.js';
export { appearanceProblems } from './appearance.problems.js';
export { Appearances } from './reading/appearances.service.js';
export { AppearanceEntity } from './store/appearance.entity.js';
export { PictureEntity } from './store/picture.entity.js';
export { registeredSettings } from './store/registered.js';
