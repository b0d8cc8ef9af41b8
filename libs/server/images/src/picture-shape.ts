/** A picture as it is stored: always written anew by this server. */
export interface Picture {
  readonly bytes: Buffer;
  readonly type: 'image/webp';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface PictureShape {
  /** Bytes of the file that is sent. */
  readonly largest: number;
  /** Pixels; larger pictures are made smaller. */
  readonly width: number;
  readonly height: number;
  /** Keeps every pixel as it is: for logos. */
  readonly lossless: boolean;
}

/** A file is no picture that can be used; the message says why, as the end of a sentence about a field. */
export class UnusablePictureError extends Error {}

/** So many pictures wait to be drawn that no more are taken. */
export class TooManyPicturesError extends Error {
  /** @param retryAfter seconds after which there may be room */
  constructor(readonly retryAfter: number) {
    super('too many pictures wait to be drawn');
  }
}
