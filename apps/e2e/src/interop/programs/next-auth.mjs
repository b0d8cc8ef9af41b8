// A Next.js application as the documentation of NextAuth has it: one route, built and served.
/* eslint-disable @nx/enforce-module-boundaries -- its test installs them beside this program */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import next from 'next';

const { issuer, clientId, clientSecret, port } = JSON.parse(process.env.INPUT);
const dir = process.cwd();
Object.assign(process.env, {
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  NEXTAUTH_URL: `http://localhost:${port}`,
  NEXTAUTH_SECRET: 'of-a-test',
  ISSUER: issuer,
  CLIENT_ID: clientId,
  CLIENT_SECRET: clientSecret,
});
// Next.js builds CommonJS here, as in an application that is made with its defaults.
writeFileSync('package.json', '{ "private": true }');
mkdirSync('pages/api/auth', { recursive: true });
writeFileSync('pages/index.js', 'export default () => null;');
writeFileSync(
  'pages/api/auth/[...nextauth].js',
  `import NextAuth from 'next-auth';

export default NextAuth({
  providers: [
    {
      id: 'postern',
      name: 'Postern',
      type: 'oauth',
      wellKnown: process.env.ISSUER + '/.well-known/openid-configuration',
      authorization: { params: { scope: 'openid profile email' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      clientId: process.env.CLIENT_ID,
      clientSecret: process.env.CLIENT_SECRET,
      profile: ({ sub, name, email }) => ({ id: sub, name, email }),
    },
  ],
  callbacks: {
    session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub } }),
  },
});
`,
);
execFileSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
const app = next({ dev: false, dir, hostname: 'localhost', port });
await app.prepare();
createServer(app.getRequestHandler()).listen(port, '127.0.0.1', () => console.log('ready'));
