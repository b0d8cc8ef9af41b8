import type { CertificateFigure } from './measure-certificates.js';

const shown = (milliseconds: number): string =>
  milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds).toLocaleString('en');

/** The table of docs/certificates.md. */
export const formatCertificates = (
  counts: readonly number[],
  figures: readonly (readonly CertificateFigure[])[],
): string => {
  const [few = [], many = []] = figures;
  const head = counts.map((count) => `${count.toLocaleString('en')}`);
  const lines = few.map(({ what, database }, index) => {
    const large = many[index];
    const values = [database, large?.database ?? 0, large?.answer ?? 0].map(shown);
    return `| ${what} | ${values.join(' | ')} | ${large?.whole ? 'no' : 'yes'} |`;
  });
  return [
    `| | database, ${head[0]} | database, ${head[1]} | answer, ${head[1]} | by index |`,
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
};
