import type { ImportFigures } from './measure-import.js';

const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;

/** One line of it. */
export const row = ({ file, taking, checking, applying, memory, page }: ImportFigures): string => {
  const phase = (seconds: number): string =>
    `${duration(seconds)} (${Math.round(file.lines / seconds).toLocaleString('en')} a second)`;
  const what = `${file.lines.toLocaleString('en')} lines, ${file.what}, ${(file.body.length / 1_000_000).toFixed(1)} MB`;
  const pages = `${Math.round(page.median)} ms, ${Math.round(page.worst)} ms`;
  return `| ${what} | ${duration(taking)} | ${phase(checking)} | ${phase(applying)} | ${Math.round(memory)} MB | ${pages} |\n`;
};

/** Begins the table of docs/accounts-from-certificates.md. */
export const head = `| file | take in | check | apply | memory | a page of the panel: median, worst |
|---|---|---|---|---|---|
`;
