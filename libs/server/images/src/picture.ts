import { decodeBmp } from './bmp.js';
import { type Picture, type PictureShape, TooManyPicturesError, UnusablePictureError } from './picture-shape.js';
import { redraw, type RedrawJob } from './redraw.js';

const dataUrl = /^data:image\/[a-z.+-]+;base64,(?<base64>[A-Za-z0-9+/]+={0,2})$/;
/** Pixels of a bitmap; the process that draws has the same limit for every other kind. */
const mostPixels = 25_000_000;

const begins = (bytes: Buffer, hex: string): boolean => bytes.subarray(0, hex.length / 2).toString('hex') === hex;
const says = (bytes: Buffer, at: number, word: string): boolean =>
  bytes.subarray(at, at + word.length).toString('latin1') === word;

/** The first element of a drawing, after comments and the XML declaration. */
const drawing = /^\ufeff?(?:\s|<\?[^>]*>|<!--(?:(?!-->)[^])*-->)*<svg[\s>/]/;

/** By the bytes: names and media types are what the sender says. */
const kindOf = (bytes: Buffer): RedrawJob['kind'] | undefined => {
  if (begins(bytes, '89504e470d0a1a0a')) return 'png';
  if (begins(bytes, 'ffd8ff')) return 'jpeg';
  if (says(bytes, 0, 'RIFF') && says(bytes, 8, 'WEBP')) return 'webp';
  if (says(bytes, 0, 'BM')) return 'bmp';
  // A document type declares entities, which a drawing does not need and which can grow without end.
  return drawing.test(bytes.subarray(0, 16 * 1024).toString('utf8')) ? 'svg' : undefined;
};

/**
 * Reads a picture from a data URL and draws it anew, so that nothing of the file that was sent reaches a browser: no script of a drawing,
 * no metadata, no second file hidden behind the first.
 *
 * @throws UnusablePictureError; TooManyPicturesError where too many pictures wait already
 */
export const readPicture = async (url: string, shape: PictureShape): Promise<Picture> => {
  const base64 = dataUrl.exec(url)?.groups?.['base64'];
  if (base64 === undefined) throw new UnusablePictureError('must be a data URL: data:image/png;base64,…');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > shape.largest) {
    throw new UnusablePictureError(`must not be larger than ${shape.largest / 1024 / 1024} MB`);
  }
  const kind = kindOf(bytes);
  if (kind === undefined) {
    throw new UnusablePictureError('must be a PNG, JPEG, WebP, BMP or SVG picture; an SVG without document type');
  }
  try {
    if (kind !== 'bmp') return await redraw(bytes, { kind, shape });
    const { data, ...raw } = decodeBmp(bytes, mostPixels);
    return await redraw(data, { kind, raw, shape });
  } catch (error) {
    if (error instanceof TooManyPicturesError) throw error;
    throw new UnusablePictureError(`cannot be read: ${(error as Error).message}`);
  }
};
