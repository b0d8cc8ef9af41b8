export * from './cookie-jar.js';
export * from './http-browser.js';
export * from './sign-in.js';
