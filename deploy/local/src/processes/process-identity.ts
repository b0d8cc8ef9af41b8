import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** One row of the process list. `startedAt` differs between two processes that had the same id one after the other. */
export interface ProcessRow {
  readonly pid: number;
  readonly group: number;
  readonly name: string;
  readonly startedAt: string;
}

const hasProc = existsSync('/proc/self/stat');

/** Reads /proc, or asks `ps` where there is none (macOS). Zombies do not count. */
export const findProcess = (pid: number): ProcessRow | undefined =>
  hasProc ? readProc(pid) : askPs(['-p', String(pid)])[0];

export const isAlive = (pid: number): boolean => findProcess(pid) !== undefined;

/** All processes of a group; those of a killed Nginx master, for example, which live on. */
export const groupMembers = (group: number): readonly ProcessRow[] => {
  if (!hasProc) return askPs(['-A']).filter((row) => row.group === group);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProc(Number(name)))
    .filter((row): row is ProcessRow => row?.group === group);
};

/** The command line, or an empty text. */
export const commandLineOf = (pid: number): string => {
  try {
    if (hasProc) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
};

const readProc = (pid: number): ProcessRow | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the name stands in parentheses and may itself contain any character.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return {
      pid,
      group: Number(fields[2]),
      name: stat.slice(stat.indexOf('(') + 1, end),
      startedAt: `${bootId()}/${fields[19]}`,
    };
  } catch {
    return undefined;
  }
};

/** Start times count from boot, so a row written before a reboot must not match one after it. */
const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};

const askPs = (selection: readonly string[]): readonly ProcessRow[] => {
  try {
    const text = execFileSync('ps', [...selection, '-o', 'pid=,pgid=,stat=,lstart=,comm='], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    return text.split('\n').flatMap((line) => {
      const found = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(line);
      if (found === null || found[3]!.startsWith('Z')) return [];
      return [
        { pid: Number(found[1]), group: Number(found[2]), startedAt: found[4]!, name: found[5]!.split('/').at(-1)! },
      ];
    });
  } catch {
    return [];
  }
};
