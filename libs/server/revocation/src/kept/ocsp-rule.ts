/** How to query the responder of a CA. */
export interface OcspRule {
  /** `authorityKey`, hexadecimal. */
  readonly authority: string;
  /** One of the CA's certificates, DER. */
  readonly certificate: Buffer;
  readonly address: string;
  readonly insideNetwork: boolean;
  /** DER. */
  readonly responder: Buffer | null;
  readonly graceHours: number;
  readonly acceptsSilence: boolean;
  readonly sendsNonce: boolean;
}
