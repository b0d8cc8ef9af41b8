import { execFile } from 'node:child_process';

/** Milliseconds; a name server that does not answer is no reason to wait longer. */
const patience = 20_000;

/** What Nginx says about a configuration (`nginx -t`), or undefined when it has nothing against it. */
export const checkConfiguration = (nginx: string, prefix: string, main: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const args = ['-q', '-t', '-p', prefix, '-e', 'stderr', '-c', main];
    const options = { timeout: patience, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
    execFile(nginx, args, options, (error, _stdout, stderr) => {
      resolve(error === null ? undefined : sayInNginxWords(stderr) || error.message);
    });
  });

/** The complaints alone: without time, process id and the closing sentence. */
const sayInNginxWords = (stderr: string): string =>
  stderr
    .split('\n')
    .filter((line) => /\[(emerg|alert|crit|error)\]/.test(line))
    .map((line) => line.replace(/^.*?\[(?:emerg|alert|crit|error)\] (?:\d+#\d+: )?/, ''))
    .join('\n')
    .slice(0, 2000);
