import { InvalidError } from '@postern/errors';

export interface Logo {
  readonly bytes: Buffer;
  /** Media type, as the bytes say. */
  readonly type: string;
}

const largest = 1024 * 1024;
const dataUrl = /^data:(image\/[a-z.+-]+);base64,([A-Za-z0-9+/]+={0,2})$/;

/** Pictures that browsers show without running anything, by their first bytes. SVG is not among them: it can carry scripts. */
const signatures: readonly (readonly [string, (bytes: Buffer) => boolean])[] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a'],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff'],
  [
    'image/webp',
    (bytes) =>
      bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP',
  ],
  ['image/bmp', (bytes) => bytes.subarray(0, 2).toString('latin1') === 'BM' && bytes.length > 26],
];

const refuse = (message: string): InvalidError =>
  new InvalidError('request.invalid', undefined, [{ path: 'logo', message }]);

/**
 * Reads a logo from a data URL. The bytes decide the type, not the media type given.
 *
 * @throws InvalidError (`request.invalid`, path `logo`)
 */
export const parseLogo = (url: string): Logo => {
  const [, , base64] = dataUrl.exec(url) ?? [];
  if (base64 === undefined) throw refuse('logo must be a data URL: data:image/png;base64,…');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > largest) throw refuse('logo must not be larger than 1 MB');
  const [type] = signatures.find(([, fits]) => fits(bytes)) ?? [];
  if (type === undefined) throw refuse('logo must be a PNG, JPEG, WebP or BMP picture');
  return { bytes, type };
};
