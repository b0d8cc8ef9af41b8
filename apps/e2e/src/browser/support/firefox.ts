import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { firefoxProfile, type Home } from './certificate-store.js';
import { patience } from './chromium.js';
import { endProcess } from './end-process.js';
import { Marionette } from './marionette.js';

const executablePath = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';

/** Why this machine cannot run Firefox; null when it can. */
export const firefoxObstacle = (): string | null =>
  existsSync(executablePath) ? null : 'firefox-esr is not installed';

/** How Firefox answers the question which certificate to use. */
export type CertificateChoice = 'Ask Every Time' | 'Select Automatically';

const preferences = (choice: CertificateChoice): string =>
  Object.entries({
    'security.default_personal_cert': choice,
    'marionette.port': 0,
    'intl.accept_languages': 'en-US',
    'browser.shell.checkDefaultBrowser': false,
    'browser.aboutwelcome.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  })
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');

/** The windows of Firefox itself, with the frames in them. */
const windowsOfFirefox = `
  const all = [];
  const walk = (window) => {
    all.push(window);
    for (const frame of window.document.querySelectorAll('browser, iframe')) {
      try { if (frame.contentWindow?.document) walk(frame.contentWindow); } catch { /* of another process */ }
    }
  };
  for (const window of Services.wm.getEnumerator(null)) walk(window);
  const question = all.find(({ location }) => location.href === 'chrome://pippki/content/clientauthask.xhtml');
`;

/** The question listens for its answer once this detail of the certificate is shown; an answer before that counts as none. */
const lastDetail = 'clientAuthCertDetailsStoredOn';

/** A separate headless Firefox: no errors are ignored, and its certificates are in its own store. */
export class Firefox {
  private constructor(
    private readonly process: ChildProcess,
    private readonly marionette: Marionette,
  ) {}

  static async open({ folder }: Home, choice: CertificateChoice): Promise<Firefox> {
    const profile = join(folder, firefoxProfile);
    writeFileSync(join(profile, 'user.js'), preferences(choice));
    const args = ['--headless', '--no-remote', '--profile', profile, '--marionette', '--remote-allow-system-access'];
    const child = spawn(executablePath, args, { env: { ...process.env, HOME: folder }, stdio: 'ignore' });
    const marionette = await portIn(profile)
      .then((port) => Marionette.connect(port))
      .catch(async (error: unknown) => {
        await endProcess(child);
        throw error;
      });
    const firefox = new Firefox(child, marionette);
    // Firefox waits for no page: it would wait for the answer to its own question.
    await firefox.marionette.send('WebDriver:NewSession', {
      capabilities: { alwaysMatch: { pageLoadStrategy: 'none' } },
    });
    return firefox;
  }

  async close(): Promise<void> {
    this.marionette.close();
    await endProcess(this.process);
  }

  async go(url: string): Promise<void> {
    await this.marionette.send('WebDriver:Navigate', { url });
  }

  /** Presses the link or button whose text begins so, once it is there. */
  async press(text: string): Promise<void> {
    await this.until(
      `const found = [...document.querySelectorAll('a, button')].find(({ innerText }) => innerText.trim().startsWith(arguments[0]));
       found?.click(); return found !== undefined;`,
      text,
    );
  }

  /** Waits for a text on the page. */
  async sees(text: string): Promise<void> {
    await this.until(`return document.body?.innerText.includes(arguments[0]) === true;`, text);
  }

  text(): Promise<string> {
    return this.run<string>('content', 'return document.location.href + "\\n" + document.body.innerText;');
  }

  /**
   * Waits for the question which certificate to use, and answers it. Firefox remembers the answer for the session, as it proposes.
   *
   * @param name common name of the certificate; null presses *Cancel*
   * @returns names of the certificates that were offered
   */
  async answer(name: string | null): Promise<readonly string[]> {
    await this.until(
      `${windowsOfFirefox} return question?.document.getElementById(arguments[0])?.hasAttribute('data-l10n-args') === true;`,
      lastDetail,
      'chrome',
    );
    return this.run<string[]>(
      'chrome',
      `${windowsOfFirefox}
       const { document } = question;
       const [dialog, list] = [document.getElementById('certAuthAsk'), document.getElementById('nicknames')];
       const names = [...list.querySelectorAll('menuitem')].map((item) => item.getAttribute('label').replace(/ \\[[^]*/, ''));
       if (arguments[0] === null) dialog.cancelDialog();
       else {
         if (!names.includes(arguments[0])) throw new Error(arguments[0] + ' is not offered, but ' + names.join(', '));
         list.selectedIndex = names.indexOf(arguments[0]);
         dialog.acceptDialog();
       }
       return names;`,
      name,
    );
  }

  private async run<T>(context: 'content' | 'chrome', script: string, argument: unknown = null): Promise<T> {
    await this.marionette.send('Marionette:SetContext', { value: context });
    const { value } = (await this.marionette.send('WebDriver:ExecuteScript', { script, args: [argument] })) as {
      value: T;
    };
    return value;
  }

  private async until(script: string, argument: unknown, context: 'content' | 'chrome' = 'content'): Promise<void> {
    await expect
      .poll(() => this.run(context, script, argument).catch(() => false), { timeout: patience, interval: 50 })
      .toBe(true);
  }
}

/** Firefox writes the port that it has chosen into its profile. */
const portIn = async (profile: string): Promise<number> => {
  const file = join(profile, 'MarionetteActivePort');
  const end = Date.now() + patience;
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') {
    if (Date.now() > end) throw new Error('Firefox does not start');
    await sleep(50);
  }
  return Number(readFileSync(file, 'utf8'));
};
