import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const engine = fileURLToPath(new URL('../../../../libs/server/oidc/src/', import.meta.url));

/** Values in sentences of the server, and the examples that the guides tell them with. */
const examples = {
  '${found}': 'jku',
  '${critical}': 'crit',
  '${lifetime}': '3600',
  "${missing.join(' ')}": 'pay:invoices',
  '${longestChain}': '8',
} as const;

/** Everything that the token endpoint may say, among the rest of its code. */
export const serverWords: string = Object.entries(examples).reduce(
  (text, [value, example]) => text.replaceAll(value, example),
  readdirSync(engine, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(engine, file), 'utf8'))
    .join('\n'),
);
