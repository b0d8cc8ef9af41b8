import { relative } from 'node:path';
import type { Paths } from './state/paths.js';
import type { PosternConfig } from './installation/postern-json.js';

/** The short screen at the end of a start. */
export const screenOf = (config: PosternConfig, paths: Paths, showPassword: boolean): string => {
  const near = (path: string) => {
    const short = relative(process.cwd(), path);
    return short.startsWith('..') ? path : short;
  };
  const { origins, admin, users } = config;
  const row = (name: string, value: string) => `  ${name.padEnd(16)}${value}`;
  const password = showPassword
    ? `one-time password  ${admin.password}   you choose your own when you sign in, within 72 hours`
    : 'password as set before (a new one: npm start -- --new-admin-password)';
  const samples = users.flatMap(({ username, certificate }) => [
    row(
      username === 'alice' ? 'Certificates' : '',
      `${near(certificate.p12)}   (${username === 'alice' ? 'linked' : 'not linked yet'})`,
    ),
  ]);
  return [
    '',
    'Postern is running.',
    '',
    ...(config.demoClient === null ? [] : [row('Demo', `${origins.demo}   sign in here with a certificate`)]),
    row('Panel', `${origins.public}/panel/`),
    row('Administrator', `${admin.username}, ${password}`),
    ...samples,
    ...(users[0] === undefined ? [] : [row('', `password of the .p12 files: ${users[0].certificate.p12Password}`)]),
    '',
    row(
      'In the browser',
      `1. Trust ${near(config.ca)} as an authority for web sites (it can vouch for localhost only).`,
    ),
    ...(users[0] === undefined
      ? []
      : [row('', '2. Import a .p12 file as your own certificate: docs/import-certificate.md')]),
    row('For tools', near(paths.posternJson)),
    row('Logs', near(paths.logs)),
    '',
    'Ctrl-C stops everything; the next npm start resumes.',
    '',
  ].join('\n');
};
