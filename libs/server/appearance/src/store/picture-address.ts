/** Where browsers load a stored picture: on the public origin, by its content, so that it never changes. */
export const pictureAddress = (id: string): string => `/api/pictures/${id}`;

/** The picture at such an address, else undefined. */
export const pictureAt = (address: string): string | undefined =>
  /^\/api\/pictures\/([0-9a-f]{64})$/.exec(address)?.[1];
