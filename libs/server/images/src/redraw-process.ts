import { buffer } from 'node:stream/consumers';
import sharp, { type Sharp } from 'sharp';
import type { RedrawJob } from './redraw.js';

/** Draws the one picture on its standard input anew, writes it to its standard output, and ends. Started by `redraw.ts`. */
const { kind, raw, shape } = JSON.parse(process.argv[2] ?? '') as RedrawJob;
/** A picture of few bytes can have more pixels than the memory holds. */
const limitInputPixels = 25_000_000;
/** Dots per inch at which one unit of a drawing is one pixel. */
const usualDensity = 72;

// The library reads many formats. Only these four readers stay on: the others have had less scrutiny.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['Png', 'Jpeg', 'Webp', 'Svg'].map((name) => `VipsForeignLoad${name}Buffer`) });

const bytes = await buffer(process.stdin);

const open = (density?: number): Sharp =>
  raw
    ? sharp(bytes, { raw })
    : sharp(bytes, { limitInputPixels, failOn: 'error', ...(density !== undefined && { density }) });

/** A drawing is drawn as large as it is shown: made larger afterwards it would blur. */
const densityFor = async (): Promise<number> => {
  const { width, height } = await open().metadata();
  return Math.min(Math.max(usualDensity * Math.min(shape.width / width, shape.height / height), 1), 10_000);
};

try {
  const { data, info } = await open(kind === 'svg' ? await densityFor() : undefined)
    // What a camera noted of its turn becomes pixels; everything else that it noted, places among it, is dropped.
    .autoOrient()
    .resize({ width: shape.width, height: shape.height, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .webp(shape.lossless ? { lossless: true } : { quality: 82 })
    .toBuffer({ resolveWithObject: true });
  process.stdout.write(`${JSON.stringify({ width: info.width, height: info.height })}\n`);
  process.stdout.write(data);
} catch (error) {
  process.stderr.write(`${(error as Error).message.split('\n')[0]}`);
  process.exitCode = 2;
}
