/** Bytes in a buffer of their own, as Web Crypto and the ASN.1 libraries want them. */
export const toBytes = (data: ArrayBuffer | Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(data);

/** PEM (RFC 7468) with 64 characters per line. */
export const toPem = (label: string, der: ArrayBuffer | Uint8Array): string => {
  const lines =
    Buffer.from(toBytes(der))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};
