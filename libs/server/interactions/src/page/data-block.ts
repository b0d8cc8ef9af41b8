import { givenSignInId, type GivenSignIn } from '@postern/contracts';

/** Characters that could end or confuse the element or a parser that takes its content for JavaScript. */
const unsafe = /[<>&\u2028\u2029]/g;
const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** The data of a page as an element that no browser runs (HTML §4.12.1, data block), whatever texts of others are in it. */
export const dataBlock = (given: GivenSignIn): string => {
  const json = JSON.stringify(given).replace(unsafe, (character) => escapes[character] ?? '');
  return `<script type="application/json" id="${givenSignInId}">${json}</script>`;
};
