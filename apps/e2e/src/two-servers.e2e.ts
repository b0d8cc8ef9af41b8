import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningPostern } from '@postern/local';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findUser, openBrowser } from './support/people.js';
import { beginSignIn, certificateAddress, type OpenSignIn } from './support/sign-in-page.js';
import { startTestPostern, stopTestPostern } from './support/start-postern.js';
import { claimsOfTicket } from './support/tickets.js';
import { describeChanges } from './two-servers/changes.js';
import { describeDatabaseRestart } from './two-servers/database-restart.js';
import { describeKilledImport } from './two-servers/killed-import.js';
import { describeKilledServer } from './two-servers/killed-server.js';
import { describeMoving } from './two-servers/moving.js';

let running: RunningPostern;
/** Opened at the start, and used at the end, when its ticket has run out. */
let early: OpenSignIn;
let earlyStartUrl: string;

beforeAll(async () => {
  running = await startTestPostern({ servers: 2, serverEnv: { TICKET_TTL: '30' } });
  const { config } = running;
  early = await beginSignIn(config, openBrowser(config, findUser(config, 'alice').certificate));
  earlyStartUrl = await certificateAddress(early);
});

afterAll(() => stopTestPostern(running));

describeChanges(() => running);
describeMoving(() => running);
describeKilledServer(() => running);
describeKilledImport(() => running);
describeDatabaseRestart(() => running);

describe('a ticket that is late', () => {
  it('goes back to the sign-in page that asked for it, which says so', async () => {
    await sleep(Math.max(0, claimsOfTicket(earlyStartUrl).exp - Date.now()));

    const { location } = await early.browser.get(earlyStartUrl);

    expect(location).toBe(`${running.config.origins.public}/sign-in/${early.uid}#error=ticket.expired`);
  });
});
