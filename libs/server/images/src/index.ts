export { inertHeaders } from './inert-headers.js';
export { type PictureShape, UnusablePictureError } from './picture-shape.js';
export { readPicture } from './picture.js';
