import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs curl with these arguments, quietly; answers status and body. */
export const curl = async (...args: readonly string[]): Promise<{ readonly status: number; readonly body: string }> => {
  const { stdout } = await promisify(execFile)('curl', ['-sS', '-w', '\n%{http_code}', ...args]);
  const end = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
};
