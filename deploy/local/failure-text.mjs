// @ts-check
// Plain JavaScript without dependencies, for Node 20.19 and newer: runs before `npm ci`.

/** Lines that are shown of a failed step at most. */
const mostLines = 20;

/**
 * Where npm begins to explain its command, a help text of a hundred lines behind the one that says what is wrong: the line "Usage:",
 * and before it what the command is for. -1 when it explains nothing.
 *
 * @param {readonly string[]} lines
 */
const helpOfNpm = (lines) => {
  const usage = lines.indexOf('npm error Usage:');
  return usage < 0 ? -1 : Math.max(0, usage - 2);
};

/**
 * What a person should read of all that a failed step printed, without npm's help text. Programs name the cause first and sum up
 * last, so lines are left out in the middle.
 *
 * @param {string} output
 * @returns {string}
 */
export const failureText = (output) => {
  const all = output.trimEnd().split('\n');
  const help = helpOfNpm(all);
  const lines = (help < 0 ? all : all.slice(0, help)).filter((line) => !/^(npm error)?\s*$/.test(line));
  const left = lines.length - mostLines;
  const half = mostLines / 2;
  const shown = left > 0 ? [...lines.slice(0, half), `… ${left} more lines …`, ...lines.slice(-half)] : lines;
  return shown.map((line) => `    ${line}`).join('\n');
};
