/** Navigates away. Only to web addresses: whatever an answer says, no script is run. */
export const leaveTo = (address: string): void => {
  const url = new URL(address, location.href);
  if (url.protocol === 'https:' || url.protocol === 'http:') location.assign(url);
};
