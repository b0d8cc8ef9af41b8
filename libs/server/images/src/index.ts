export { inertHeaders } from './inert-headers.js';
export { type PictureShape, TooManyPicturesError, UnusablePictureError } from './picture-shape.js';
export { readPicture } from './picture.js';
