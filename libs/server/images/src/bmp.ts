/** Pixels of an uncompressed picture, row by row from the top. */
export interface RawPixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

const fileHeader = 14;
const blocks = 4;

/**
 * Decodes a Windows bitmap with 24 or 32 bits per pixel and without compression, which the image library cannot read. 32 bits are read
 * without transparency, as most programs leave that byte empty.
 *
 * @param largest pixels
 * @throws RangeError saying what is wrong with it
 */
export const decodeBmp = (file: Buffer, largest: number): RawPixels => {
  if (file.length < fileHeader + 40) throw new RangeError('the BMP file is incomplete');
  const start = file.readUInt32LE(10);
  const [width, signedHeight] = [file.readInt32LE(18), file.readInt32LE(22)];
  const [bits, compression] = [file.readUInt16LE(28), file.readUInt32LE(30)];
  const height = Math.abs(signedHeight);
  if ((bits !== 24 && bits !== 32) || compression !== 0) {
    throw new RangeError('only BMP pictures with 24 or 32 bits per pixel, not compressed, can be read');
  }
  if (width < 1 || height < 1 || width * height > largest)
    throw new RangeError(`the BMP file has ${width} × ${height} pixels`);
  const bytes = bits / 8;
  // Rows are filled up to whole blocks of four bytes.
  const row = Math.ceil((width * bytes) / blocks) * blocks;
  if (start + row * height > file.length) throw new RangeError('the BMP file is incomplete');
  const data = Buffer.alloc(width * height * 3);
  let out = 0;
  for (let y = 0; y < height; y += 1) {
    // A positive height means that the lowest row comes first.
    const line = start + row * (signedHeight > 0 ? height - 1 - y : y);
    for (let at = line; at < line + width * bytes; at += bytes) {
      data[out] = file[at + 2]!;
      data[out + 1] = file[at + 1]!;
      data[out + 2] = file[at]!;
      out += 3;
    }
  }
  return { data, width, height, channels: 3 };
};
