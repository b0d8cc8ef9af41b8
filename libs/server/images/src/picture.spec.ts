import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PictureShape, readPicture, TooManyPicturesError, UnusablePictureError } from './index.js';

const shape: PictureShape = { largest: 1024 * 1024, width: 512, height: 512, lossless: true };
const dataUrl = (bytes: Buffer | string, type = 'image/png') =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
const read = (bytes: Buffer | string, change: Partial<PictureShape> = {}) =>
  readPicture(dataUrl(bytes), { ...shape, ...change });
const red = (width: number, height = width) => sharp({ create: { width, height, channels: 3, background: '#c01020' } });
const pixel = async (bytes: Buffer, left = 0, top = 0): Promise<readonly number[]> => [
  ...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).ensureAlpha().raw().toBuffer()),
];
const svg = (inside: string, attributes = 'width="40" height="40"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`;
const square = '<rect width="40" height="40" fill="#c01020"/>';

/** A chunk of a PNG file. */
const chunk = (name: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};
/** A PNG of few bytes that says it has this many pixels. */
const bomb = (side: number): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([1, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.ceil(side / 8 + 1) * Math.min(side, 4000)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
const bmp = (bits: number, { height = 2, compression = 0, width = 3 } = {}): Buffer => {
  const row = Math.ceil((width * (bits / 8)) / 4) * 4;
  const file = Buffer.alloc(54 + row * Math.abs(height), 0x11);
  file.write('BM');
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(bits, 28);
  file.writeUInt32LE(compression, 30);
  // Blue, green, red: the first row of the file is the lowest one.
  file.set([0x20, 0x10, 0xc0], 54);
  return file;
};

describe('a picture', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('is read from %s and written anew', async (format) => {
    const file = await red(30, 20).toFormat(format, { quality: 100 }).toBuffer();

    const picture = await read(Buffer.concat([file, Buffer.from('<script>alert(1)</script>')]));

    expect(picture).toMatchObject({ type: 'image/webp', width: 30, height: 20 });
    expect(picture.bytes.includes('script')).toBe(false);
    const [r, g, b] = await pixel(picture.bytes);
    expect([r! > 180, g! < 40, b! < 60]).toEqual([true, true, true]);
  });

  it.each([24, 32])('is read from a bitmap with %d bits, the lowest row first', async (bits) => {
    const { bytes } = await read(bmp(bits));

    expect(await pixel(bytes, 0, 1)).toEqual([0xc0, 0x10, 0x20, 255]);
    expect(await pixel(bytes, 0, 0)).toEqual([0x11, 0x11, 0x11, 255]);
    expect(await pixel((await read(bmp(bits, { height: -2 }))).bytes, 0, 0)).toEqual([0xc0, 0x10, 0x20, 255]);
  });

  it('is read from a drawing, as large as it may be', async () => {
    const picture = await read(`<?xml version="1.0"?><!-- made by hand -->${svg(square)}`);

    expect(picture).toMatchObject({ width: 512, height: 512 });
    expect(await pixel(picture.bytes, 500, 500)).toEqual([0xc0, 0x10, 0x20, 255]);
  });

  it('is made smaller, never larger, and keeps its proportions', async () => {
    expect(await read(await red(2000, 1000).png().toBuffer())).toMatchObject({ width: 512, height: 256 });
    expect(await read(await red(10, 5).png().toBuffer())).toMatchObject({ width: 10, height: 5 });
  });

  it('keeps nothing that a camera noted but the turn, which it applies', async () => {
    const noted = await red(20, 10)
      .withExif({ IFD0: { Artist: 'Ada' }, IFD3: { GPSLatitude: '52/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(noted.includes('Ada')).toBe(true);

    const picture = await read(noted);

    expect(picture).toMatchObject({ width: 10, height: 20 });
    expect(picture.bytes.includes('Ada')).toBe(false);
    expect((await sharp(picture.bytes).metadata()).exif).toBeUndefined();
  });

  it('shows the first frame only of one that moves', async () => {
    const frames = await sharp(Buffer.concat([Buffer.alloc(300, 200), Buffer.alloc(300, 9)]), {
      raw: { width: 10, height: 20, channels: 3, pageHeight: 10 },
    })
      .webp({ loop: 0, lossless: true })
      .toBuffer();
    expect((await sharp(frames).metadata()).pages).toBe(2);

    expect(await read(frames)).toMatchObject({ width: 10, height: 10 });
  });
});

describe('a drawing', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['an event handler', '<rect width="40" height="40" onload="alert(1)"/>'],
    [
      'a page inside',
      '<foreignObject width="40" height="40"><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>',
    ],
    ['a link', '<a xlink:href="javascript:alert(1)"><rect width="40" height="40"/></a>'],
    ['a style sheet elsewhere', '<style>@import url(https://evil.test/x.css);</style>'],
  ])('with %s is only pixels', async (_, inside) => {
    const { bytes, type } = await read(svg(`${square}${inside}`));

    expect(type).toBe('image/webp');
    expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
    expect(bytes.toString('latin1')).not.toMatch(/script|alert|evil|xlink/);
  });

  describe('with another picture', () => {
    const blue = '#1020c0';
    let folder: string;
    let served: Server;
    const asked: (string | undefined)[] = [];
    const elsewhere = { file: '', web: '' };
    const inside = async (address: string): Promise<readonly number[]> => {
      const { bytes } = await read(svg(`<image width="40" height="40" xlink:href="${address}" href="${address}"/>`));
      return pixel(bytes, 20, 20);
    };
    beforeAll(async () => {
      const png = await sharp({ create: { width: 40, height: 40, channels: 3, background: blue } })
        .png()
        .toBuffer();
      folder = await mkdtemp(join(tmpdir(), 'postern-test-'));
      elsewhere.file = join(folder, 'blue.png');
      await writeFile(elsewhere.file, png);
      served = createServer(({ url }, response) => {
        asked.push(url);
        response.setHeader('content-type', 'image/png').end(png);
      }).listen(0, '127.0.0.1');
      await once(served, 'listening');
      elsewhere.web = `http://127.0.0.1:${(served.address() as AddressInfo).port}/blue.png`;
    });
    afterAll(async () => {
      served.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('shows it if it is part of the drawing', async () => {
      const png = await readFile(elsewhere.file);

      expect(await inside(`data:image/png;base64,${png.toString('base64')}`)).toEqual([0x10, 0x20, 0xc0, 255]);
    });

    it('fetches none from a file or another host', async () => {
      const { file, web } = elsewhere;
      for (const address of [`file://${file}`, file, `..${file}`, file.slice(1), web]) {
        expect(await inside(address), address).toEqual([0, 0, 0, 0]);
      }
      expect(asked).toEqual([]);
    });
  });

  it.each([
    ['declares entities', `<!DOCTYPE svg [<!ENTITY a "x">]>${svg('<text>&a;</text>')}`],
    [
      'reads a file by an entity',
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${svg('&a;')}`,
    ],
    ['is a page', `<!doctype html><html><body>${svg(square)}</body></html>`],
    ['is cut off', svg(square).slice(0, -12)],
    ['has no size that can be drawn', svg(square, 'width="0" height="0"')],
    ['is larger than any screen', svg(square, 'width="1e9" height="1e9"')],
  ])('that %s is refused', async (_, file) => {
    await expect(read(file)).rejects.toThrow(UnusablePictureError);
  });

  it('that repeats itself without end ends', async () => {
    const level = (n: number): string => `<g id="l${n}">${`<use xlink:href="#l${n - 1}"/>`.repeat(10)}</g>`;
    const file = svg(
      `<defs><g id="l0">${square}</g>${Array.from({ length: 12 }, (_, i) => level(i + 1)).join('')}</defs><use xlink:href="#l12"/>`,
    );

    await expect(read(file)).rejects.toThrow(UnusablePictureError);
  }, 40_000);
});

describe('many pictures at once', () => {
  it('wait for each other, sixteen at most: the others are told to come again', async () => {
    const file = await red(8).png().toBuffer();
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => read(file)));

    const refused = all.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toHaveLength(4);
    for (const reason of refused) expect(reason).toBeInstanceOf(TooManyPicturesError);
    expect(await read(file)).toMatchObject({ width: 8 });
  }, 40_000);
});

describe('a file', () => {
  it.each([
    ['a page', '<script>alert(1)</script>'],
    ['nothing known', 'hello'],
    ['comments without end', '<!--a-->'.repeat(4000)],
    ['a GIF', 'GIF89a\u0001\u0000\u0001\u0000'],
    ['a PDF', '%PDF-1.7\n'],
    ['the beginning of a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['the beginning of a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['a compressed bitmap', bmp(24, { compression: 1 })],
    ['a bitmap with a palette', bmp(8)],
    ['a bitmap that ends early', bmp(24).subarray(0, 60)],
    ['a bitmap of more pixels than it has', bmp(24, { width: 3 }).fill(0x7f, 18, 21)],
    ['a picture with more pixels than the memory holds', bomb(60_000)],
  ])('that is %s is refused', async (_, bytes) => {
    await expect(read(bytes)).rejects.toThrow(UnusablePictureError);
  });

  it('is read at its limit and refused beyond it', async () => {
    const file = await red(8).png().toBuffer();
    const filled = (size: number) => Buffer.concat([file, Buffer.alloc(size - file.length)]);

    expect(await read(filled(2048), { largest: 2048 })).toMatchObject({ width: 8 });
    await expect(read(filled(2049), { largest: 2048 })).rejects.toThrow(UnusablePictureError);
  });

  it.each([
    'https://evil.test/logo.png',
    'data:image/png,abc',
    'data:text/html;base64,PHA+',
    'data:image/png;base64,%%%',
    'data:image/png;base64,',
    '',
  ])('is not read from %s', async (url) => {
    await expect(readPicture(url, shape)).rejects.toThrow(UnusablePictureError);
  });
});
