import { measure, type Measurement, type Target } from './measure.js';

/** Postern and the yardstick, measured in the same minutes. */
export interface Pair {
  readonly postern: Measurement;
  readonly bareEngine: Measurement;
}

export interface InTurn {
  readonly postern: Target;
  readonly bareEngine: Target;
  /** Runs per measurement. */
  readonly count: number;
  readonly concurrency: number;
  readonly rounds: number;
  /** Called before each round. */
  readonly say: (line: string) => void;
}

export const ratioOf = ({ postern, bareEngine }: Pair): number => postern.cpuTotal / bareEngine.cpuTotal;

/**
 * In turn, so that a machine that becomes slower or faster meanwhile does so for both.
 *
 * @returns the round with the middle ratio of CPU
 */
export const measureInTurn = async (options: InTurn): Promise<Pair> => {
  const { count, concurrency, rounds, say } = options;
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    say(`round ${round + 1} of ${rounds}`);
    const postern = await measure(options.postern, count, concurrency);
    pairs.push({ postern, bareEngine: await measure(options.bareEngine, count, concurrency) });
  }
  return pairs.sort((a, b) => ratioOf(a) - ratioOf(b))[Math.floor(rounds / 2)] as Pair;
};
