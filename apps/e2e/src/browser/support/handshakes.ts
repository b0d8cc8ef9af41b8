import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PosternConfig } from '@postern/local';

/**
 * Host names of the requests on the certificate listener from now on, in their order, as Nginx has logged them. It keeps no connection
 * and resumes no session there, so each is a handshake: what a card asks for its PIN for.
 */
export const handshakes = ({ logs }: PosternConfig): (() => readonly string[]) => {
  const file = join(logs, 'nginx-access.log');
  const read = (): readonly string[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => /^\S+ \[\S+\] (\S+) "\w+ \/api\/mtls\//.exec(line)?.[1] ?? []);
  const before = read().length;
  return () => read().slice(before);
};
