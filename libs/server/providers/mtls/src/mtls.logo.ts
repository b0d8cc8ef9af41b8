/** A certificate with its seal. */
export const mtlsLogo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="#000" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="M8 15H4.5A1.5 1.5 0 0 1 3 13.5v-9A1.5 1.5 0 0 1 4.5 3h11A1.5 1.5 0 0 1 17 4.5V7M6 6.5h6M6 9.5h3M11 11.75a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0 -5.5 0M12 14.2V18l1.75-1.1L15.5 18v-3.8"/></svg>';
