#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages passport@0.7.0 passport-openidconnect@0.1.2 express@5.1.0 express-session@1.18.2
echo 'version   passport-openidconnect 0.1.2 with passport 0.7.0 and Express 5.1.0'
echo 'expected  a route asks for a level with authenticate(…, { acrValues, maxAge }), as it may with prompt, and a refusal goes to failureRedirect'

cat >app.mjs <<'JS'
import express from 'express';
import session from 'express-session';
import passport from 'passport';
import { Strategy } from 'passport-openidconnect';
const settings = {
  issuer: 'https://op.example', authorizationURL: 'https://op.example/auth', tokenURL: 'https://op.example/token',
  userInfoURL: 'https://op.example/me', clientID: 'app', clientSecret: 'secret', callbackURL: 'https://app.example/callback',
};
const done = (issuer, profile, next) => next(null, profile);
passport.use('plain', new Strategy(settings, done));
passport.use('fresh', new Strategy({ ...settings, maxAge: 0 }, done));
passport.use('level', new Strategy({ ...settings, acrValues: 'high', maxAge: 60 }, done));
const app = express();
app.set('env', 'test');
app.use(session({ secret: 'session', resave: false, saveUninitialized: false }));
app.get('/route', passport.authenticate('plain', { prompt: 'login', acrValues: 'high', maxAge: 60 }));
app.get('/fresh', passport.authenticate('fresh'));
app.get('/level', passport.authenticate('level'));
app.get('/callback', passport.authenticate('plain', { failureRedirect: '/failed' }));
const server = app.listen(0, '127.0.0.1', async () => {
  const get = (path) => fetch(`http://127.0.0.1:${server.address().port}${path}`, { redirect: 'manual' });
  for (const path of ['/level', '/route', '/fresh']) {
    const asked = new URL((await get(path)).headers.get('location')).searchParams;
    console.log(path, ...['prompt', 'acr_values', 'max_age'].map((name) => `${name}=${asked.get(name)}`));
  }
  for (const error of ['access_denied', 'unmet_authentication_requirements', 'login_required']) {
    const answer = await get(`/callback?error=${error}&state=state`);
    console.log(error, answer.status, answer.headers.get('location'));
  }
  server.close();
});
JS
seen="$(node app.mjs 2>/dev/null)"
expect 'both set for the whole strategy' '/level prompt=null acr_values=high max_age=60' "$seen"
expect 'all three given by the route' '/route prompt=login acr_values=null max_age=null' "$seen"
expect 'maxAge: 0 of the strategy, "sign in now"' '/fresh prompt=null acr_values=null max_age=null' "$seen"
expect 'the person refuses' 'access_denied 302 /failed' "$seen"
expect 'the person cannot reach the level' 'unmet_authentication_requirements 500 null' "$seen"
expect 'prompt=none without a session' 'login_required 500 null' "$seen"
