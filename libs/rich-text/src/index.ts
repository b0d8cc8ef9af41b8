export { isContactAddress } from './contact-address.js';
export { readRichText, type RichTextProblem } from './read-rich-text.js';
