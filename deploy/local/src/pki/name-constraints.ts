import { Extension } from '@peculiar/x509';

const tlv = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
};
const subtree = (tag: number, value: Uint8Array) => tlv(0x30, tlv(tag, value));

/**
 * Name constraints (RFC 5280 §4.2.1.10, critical): the authority may vouch for `localhost`, names below it and loopback
 * addresses only. Whoever trusts it risks nothing should its key get into other hands.
 */
export const onlyThisMachine = (): Extension => {
  const allOnes = (length: number) => new Uint8Array(length).fill(0xff);
  const permitted = tlv(
    0xa0,
    subtree(0x82, Buffer.from('localhost')),
    subtree(0x87, Buffer.concat([Buffer.from([127, 0, 0, 0]), Buffer.from([255, 0, 0, 0])])),
    subtree(0x87, Buffer.concat([new Uint8Array(15), Buffer.from([1]), allOnes(16)])),
  );
  return new Extension('2.5.29.30', true, tlv(0x30, permitted));
};
