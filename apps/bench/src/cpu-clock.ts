import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second in /proc (proc(5); 100 on every Linux that Node runs on). */
const ticksPerSecond = 100;

interface ProcessStat {
  readonly parent: number;
  /** Milliseconds in user and kernel mode. */
  readonly cpu: number;
  /** The same of children that ended and were waited for. */
  readonly endedChildren: number;
}

const readStat = (pid: number): ProcessStat | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name is in parentheses and may hold anything; the numbers follow the last one.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = (index: number): number => ((fields[index] ?? 0) * 1000) / ticksPerSecond;
    return { parent: fields[1] ?? 0, cpu: ticks(11) + ticks(12), endedChildren: ticks(13) + ticks(14) };
  } catch {
    // It ended between the listing and the reading.
    return undefined;
  }
};

/** CPU milliseconds that a process and everything below it have used so far, ended children included. Linux only. */
export const cpuOfTree = (root: number): number => {
  const stats = new Map<number, ProcessStat>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    const stat = Number.isInteger(pid) ? readStat(pid) : undefined;
    if (stat) stats.set(pid, stat);
  }
  const sum = (pid: number): number => {
    const own = stats.get(pid);
    if (own === undefined) return 0;
    const children = [...stats].filter(([, { parent }]) => parent === pid).map(([child]) => sum(child));
    return own.cpu + own.endedChildren + children.reduce((total, cpu) => total + cpu, 0);
  };
  return sum(root);
};

/** Resident memory of one process in MB. */
export const residentMemory = (pid: number): number => {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
};
