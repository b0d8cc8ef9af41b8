import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentConfiguration } from './documentation/configuration-docs.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const target = join(root, 'docs/configuration.md');
const text = documentConfiguration(root);

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  process.stderr.write('docs/configuration.md is out of date: npm run docs:configuration\n');
  process.exit(1);
}
