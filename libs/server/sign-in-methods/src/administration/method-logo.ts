import { largestLogo } from '@postern/contracts';
import { InvalidError, TooManyRequestsError } from '@postern/errors';
import { type PictureShape, readPicture, TooManyPicturesError, UnusablePictureError } from '@postern/images';

export interface Logo {
  readonly bytes: Buffer;
  readonly type: string;
}

/** Shown at 20 pixels, and on screens of high density. */
const shape: PictureShape = { largest: largestLogo, width: 256, height: 256, lossless: true };

/**
 * Reads a logo from a data URL and draws it anew.
 *
 * @throws InvalidError (`request.invalid`, path `logo`), TooManyRequestsError
 */
export const readLogo = async (url: string): Promise<Logo> => {
  try {
    return await readPicture(url, shape);
  } catch (error) {
    if (error instanceof TooManyPicturesError) throw new TooManyRequestsError(error.retryAfter, error.message);
    if (!(error instanceof UnusablePictureError)) throw error;
    throw new InvalidError('request.invalid', undefined, [{ path: 'logo', message: `logo ${error.message}` }]);
  }
};
