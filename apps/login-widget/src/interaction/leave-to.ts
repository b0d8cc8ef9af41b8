/** Navigates away. Accepts only http(s) URLs, so a response can never run a script (`javascript:`). */
export const leaveTo = (address: string): void => {
  const url = new URL(address, location.href);
  if (url.protocol === 'https:' || url.protocol === 'http:') location.assign(url);
};
