import { floodAPostern } from './flood-a-postern.js';

/** The part about floods alone: `npm run bench:floods`. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(await floodAPostern(Number(process.env.BENCH_FLOOD_SECONDS ?? 12), say));
