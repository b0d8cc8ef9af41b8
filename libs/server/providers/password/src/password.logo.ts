/** A key. */
export const passwordLogo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="#000" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="M3 13.5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0M9 11l7.5-7.5M13 7l2.5 2.5M15 5l2 2"/></svg>';
