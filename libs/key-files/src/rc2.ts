/** PITABLE of RFC 2268 §2. */
const table =
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
  'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
  '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
  '961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
  '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
  'c5f3db47e5a59c770aa62068fe7fc1ad';
const pi = Uint8Array.from({ length: 256 }, (_, at) => Number.parseInt(table.slice(2 * at, 2 * at + 2), 16));

/** RFC 2268 §2. */
const expand = (key: Uint8Array, effectiveBits: number): Uint16Array => {
  const bytes = new Uint8Array(128);
  bytes.set(key);
  for (let at = key.length; at < 128; at += 1) bytes[at] = pi[(bytes[at - 1]! + bytes[at - key.length]!) & 0xff]!;
  const length = Math.ceil(effectiveBits / 8);
  bytes[128 - length] = pi[bytes[128 - length]! & (0xff >> (8 * length - effectiveBits))]!;
  for (let at = 127 - length; at >= 0; at -= 1) bytes[at] = pi[bytes[at + 1]! ^ bytes[at + length]!]!;
  return Uint16Array.from({ length: 64 }, (_, at) => bytes[2 * at]! | (bytes[2 * at + 1]! << 8));
};

const shifts = [1, 2, 3, 5] as const;
/** After these mixing rounds, counted backwards, the words are mashed (RFC 2268 §4.3). */
const mashedAfter: ReadonlySet<number> = new Set([11, 5]);

const decryptBlock = (r: [number, number, number, number], keys: Uint16Array): void => {
  for (let round = 15; round >= 0; round -= 1) {
    for (let at = 3; at >= 0; at -= 1) {
      const shift = shifts[at]!;
      const rotated = (r[at]! >> shift) | (r[at]! << (16 - shift));
      const [one, two, three] = [r[(at + 3) & 3]!, r[(at + 2) & 3]!, r[(at + 1) & 3]!];
      r[at] = (rotated - keys[4 * round + at]! - (one & two) - (~one & three)) & 0xffff;
    }
    if (!mashedAfter.has(round)) continue;
    for (let at = 3; at >= 0; at -= 1) r[at] = (r[at]! - keys[r[(at + 3) & 3]! & 63]!) & 0xffff;
  }
};

/**
 * Opens RC2 in CBC mode (RFC 2268), which Windows wrote for decades and OpenSSL 3 no longer offers to Node. The padding stays.
 *
 * @param data whole blocks of 8 bytes
 */
export const decryptRc2 = (key: Uint8Array, effectiveBits: number, iv: Uint8Array, data: Uint8Array): Uint8Array => {
  const keys = expand(key, effectiveBits);
  const plain = new Uint8Array(data.length);
  for (let block = 0; block + 8 <= data.length; block += 8) {
    const word = (at: number): number => data[block + 2 * at]! | (data[block + 2 * at + 1]! << 8);
    const words: [number, number, number, number] = [word(0), word(1), word(2), word(3)];
    decryptBlock(words, keys);
    for (let at = 0; at < 8; at += 1) {
      const before = block === 0 ? iv[at]! : data[block - 8 + at]!;
      plain[block + at] = ((words[at >> 1]! >> (8 * (at & 1))) & 0xff) ^ before;
    }
  }
  return plain;
};
