import { createHash } from 'node:crypto';
import {
  type AppearanceInput,
  type AppearanceSettings,
  largestCover,
  largestLogo,
  type PictureVariants,
} from '@postern/contracts';
import { InvalidError, TooManyRequestsError } from '@postern/errors';
import { type PictureShape, readPicture, TooManyPicturesError, UnusablePictureError } from '@postern/images';
import { pictureAddress, pictureAt } from '../store/picture-address.js';
import { type NewPicture, pictureAddresses, pictureIds } from '../store/settings-pictures.js';

/** A request whose pictures are addresses, and the pictures that have to be stored for them. */
export interface ReadInput {
  readonly input: AppearanceInput;
  readonly pictures: readonly NewPicture[];
}

/** Shown at 40 pixels, and on screens of high density. */
const logoShape: PictureShape = { largest: largestLogo, width: 512, height: 512, lossless: true };
const coverShape: PictureShape = { largest: largestCover, width: 2560, height: 1600, lossless: false };

const refuse = (path: string, message: string): InvalidError =>
  new InvalidError('picture.refused', undefined, [{ path, message }]);

const read = async (url: string, path: string, shape: PictureShape): ReturnType<typeof readPicture> => {
  try {
    return await readPicture(url, shape);
  } catch (error) {
    if (error instanceof TooManyPicturesError) throw new TooManyRequestsError(error.retryAfter, error.message);
    throw error instanceof UnusablePictureError ? refuse(path, error.message) : error;
  }
};

/** @throws InvalidError (`picture.refused`), TooManyRequestsError */
export const readPictures = async ({ logo, cover, ...rest }: AppearanceInput): Promise<ReadInput> => {
  const pictures: NewPicture[] = [];
  const stored = async (address: string, path: string, shape: PictureShape): Promise<string> => {
    if (pictureAt(address) !== undefined) return address;
    const { bytes, type } = await read(address, path, shape);
    const id = createHash('sha256').update(bytes).digest('hex');
    pictures.push({ id, type, bytes });
    return pictureAddress(id);
  };
  const both = async <T extends PictureVariants>(given: T, path: string, shape: PictureShape): Promise<T> => ({
    ...given,
    light: await stored(given.light, `${path}.light`, shape),
    dark: given.dark === null ? null : await stored(given.dark, `${path}.dark`, shape),
  });
  const input: AppearanceInput = {
    ...rest,
    ...(logo !== undefined && { logo: logo && (await both(logo, 'logo', logoShape)) }),
    ...(cover !== undefined && { cover: cover && (await both(cover, 'cover', coverShape)) }),
  };
  return { input, pictures };
};

/**
 * An address in a request must be one of this owner's own pictures: else a picture that another owner takes back would stay.
 *
 * @throws InvalidError (`picture.refused`)
 */
export const assertOwnPictures = ({ input, pictures }: ReadInput, before: AppearanceSettings): void => {
  const known = new Set([...pictureIds(before), ...pictures.map(({ id }) => id)]);
  const [foreign] = pictureAddresses(input).filter(([, address]) => !known.has(pictureAt(address) ?? ''));
  if (foreign === undefined) return;
  throw refuse(foreign[0], 'these settings have no picture with that address: send it as a data URL');
};
