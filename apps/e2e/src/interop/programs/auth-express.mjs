// Auth.js in Express, as its documentation has it.
/* eslint-disable @nx/enforce-module-boundaries -- its test installs them beside this program */
import { ExpressAuth } from '@auth/express';
import express from 'express';

const { issuer, clientId, clientSecret, port } = JSON.parse(process.env.INPUT);
const app = express();
app.set('trust proxy', true);
app.use(
  '/api/auth/*',
  ExpressAuth({
    trustHost: true,
    secret: 'of-a-test',
    providers: [{ id: 'postern', name: 'Postern', type: 'oidc', issuer, clientId, clientSecret }],
    callbacks: { session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub } }) },
  }),
);
app.listen(port, '127.0.0.1', () => console.log('ready'));
