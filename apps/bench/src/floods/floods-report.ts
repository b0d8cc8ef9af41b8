import type { FloodFigures } from './measure-floods.js';

const answersInWords = (answers: FloodFigures['answers']): string =>
  Object.entries(answers)
    .sort(([, a], [, b]) => b - a)
    .map(([status, count]) => `${count.toLocaleString('en')} × ${status === '0' ? 'cut off' : status}`)
    .join(', ');

const row = (figures: FloodFigures): string => {
  const { plan, answers, signIns, failed, quietP50, floodedP50, floodedWorst, quietMemory, floodedMemory } = figures;
  return `| ${plan.says} | ${plan.perSecond} | ${answersInWords(answers)} | ${signIns} (${failed}) | ${Math.round(quietP50)} | ${Math.round(floodedP50)} | **${(floodedP50 / quietP50).toFixed(2)}** | ${Math.round(floodedWorst)} | ${(floodedMemory / quietMemory).toFixed(2)} |`;
};

/** The part of docs/performance.md about floods. */
export const formatFloods = (figures: readonly FloodFigures[], seconds: number): string => `
## Under a flood

Limits as they are delivered. Somebody sends what the server has to refuse, for ${seconds} s, over kept connections and from a process of its own; others sign in by
certificate meanwhile, one at a time, each from an address of its own. We hold ourselves to 2 times the quiet median and 1.5 times the memory.

| flood | at most per second | answers | sign-ins meanwhile (failed) | quiet p50 ms | p50 ms | times | slowest ms | memory, times |
|---|---|---|---|---|---|---|---|---|
${figures.map(row).join('\n')}

The flood's process shares the machine's cores with everything else and takes its part of the figures.
`;
