import type { AppearanceInput } from '@postern/contracts';
import { pictureAt } from './picture-address.js';

export interface NewPicture {
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** The addresses of pictures in settings, by their path there. */
export const pictureAddresses = ({ logo, cover }: AppearanceInput): readonly (readonly [string, string])[] =>
  [
    ['logo.light', logo?.light],
    ['logo.dark', logo?.dark],
    ['cover.light', cover?.light],
    ['cover.dark', cover?.dark],
  ].filter((one): one is [string, string] => typeof one[1] === 'string');

export const pictureIds = (settings: AppearanceInput): readonly string[] =>
  pictureAddresses(settings).flatMap(([, address]) => pictureAt(address) ?? []);
