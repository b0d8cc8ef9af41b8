import type { GatewayApi, GatewayStatus } from '@postern/contracts';
import { createAuthority, exportPkcs12, type Issued, issueCertificate, issueSelfSigned } from '@postern/dev-pki';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Upstream, startUpstream } from '../../gateway/support/upstream.js';
import { call } from '../../gateway/support/calls.js';
import { fresh, Gateway } from '../../gateway/support/gateway.js';
import { sha1Of, sha256Of } from '../../gateway/support/thumbprints.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { chooseFile, dropFiles, type TestFile } from '../support/files.js';
import { tabTo } from '../support/keyboard.js';
import { administratorsPanel, certificateCard, choose, dialog, pageTitle, pressIn, toast } from '../support/panel.js';

const postern = inject('postern');
const openPanel = administratorsPanel(useChromium(), postern);
const password = 'a password';
let gateway: Gateway;
/** The certificate that the gateway presents, and its replacement. */
let [first, second]: Issued[] = [];
let caller: Issued;
let stranger: Issued;
let server: Upstream;

beforeAll(async () => {
  gateway = await Gateway.of(postern);
  const clients = await createAuthority({ subject: 'CN=Clients of the upstream' });
  first = await issueCertificate(clients, { subject: 'CN=gateway 1' });
  second = await issueCertificate(clients, { subject: 'CN=gateway 2' });
  caller = await issueSelfSigned({ subject: 'CN=Payroll' });
  stranger = await issueSelfSigned({ subject: 'CN=Stranger' });
  server = await startUpstream({ clients });
});
afterAll(() => server?.stop());

const part = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click();
const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });
const decision = (page: Page): Locator => page.getByRole('region', { name: 'Decision' });

const pfxOf = async ({ certificate, chain, keys }: Issued, name: string): Promise<TestFile> => ({
  name: `${name}.pfx`,
  content: await exportPkcs12({ certificate, chain, keys, password, friendlyName: name }),
});

const tryCertificate = async (page: Page, pem: string): Promise<void> => {
  const remove = page.getByRole('button', { name: /^Remove / });
  if (await remove.isVisible()) await remove.click();
  await page.getByLabel('Certificate: paste PEM').fill(pem);
  await remove.waitFor();
  await pressIn(page, 'Try it');
};

describe('the gateway in the panel', () => {
  it('goes from a .pfx to an API that only one caller can reach (C1, C2, C3, E1)', async () => {
    const [id, upstreamName, apiName] = [fresh('credential'), fresh('stock'), fresh('orders')];
    const page = await openPanel('/admin/gateway');

    // C1: a wrong password is reported at its field, and the input is kept.
    await part(page, 'Certificates');
    await pressIn(page, 'Upload certificate');
    const upload = dialog(page, 'Upload certificate');
    await chooseFile(upload.getByLabel('File: Choose file'), await pfxOf(first!, id));
    await upload.getByRole('textbox', { name: 'Password' }).fill('another');
    await pressIn(upload, 'Upload certificate');
    await upload.getByText('This password does not open the file').waitFor();
    expect(await upload.getByRole('textbox', { name: 'Id' }).inputValue()).toBe(id);
    await upload.getByRole('textbox', { name: 'Password' }).fill(password);
    await pressIn(upload, 'Upload certificate');
    await toast(page, `${id} was uploaded`).waitFor();
    await row(page, id).getByTitle(sha1Of(first!)).waitFor();
    await row(page, id).getByTitle(sha256Of(first!)).waitFor();

    // C3: the upstream gets the gateway's certificate.
    await part(page, 'Upstreams');
    await pressIn(page, 'Add upstream');
    const upstream = dialog(page, 'Add upstream');
    await upstream.getByRole('textbox', { name: 'Name', exact: true }).fill(upstreamName);
    await upstream.getByRole('textbox', { name: 'Address' }).fill(server.url);
    await upstream.getByLabel('Gateway credential').selectOption(id);
    await upstream.getByLabel('Trusted CA: paste PEM').fill(server.ca);
    await certificateCard(page, 'Upstreams').waitFor();
    await pressIn(upstream, 'Add upstream');
    await toast(page, `${upstreamName} was added`).waitFor();

    await part(page, 'Published APIs');
    await pressIn(page, 'Create API');
    const create = dialog(page, 'Create API');
    await create.getByRole('textbox', { name: 'Name' }).fill(apiName);
    await create.getByRole('textbox', { name: 'Path' }).fill(`/${apiName}`);
    await create.getByLabel('Upstream').selectOption(upstreamName);
    await pressIn(create, 'Create API');
    await pageTitle(page, apiName).waitFor();
    expect((await call(postern, `/${apiName}`, { certificate: caller })).status).toBe(404);

    // E1: the thumbprint, in the form; the JSON says the same.
    await part(page, 'Inbound policy');
    await page.getByLabel('Condition 1: kind').selectOption('thumbprint');
    await page.getByRole('textbox', { name: 'Thumbprint' }).fill(sha1Of(caller).toUpperCase());
    await page.getByText('JSON', { exact: true }).click();
    expect(JSON.parse(await page.getByLabel('Policy as JSON').inputValue())).toMatchObject({
      require: { type: 'thumbprint', algorithm: 'SHA-1' },
    });
    await pressIn(page, 'Save draft');
    await toast(page, `The policy of ${apiName} was saved as a draft`).waitFor();

    await part(page, 'Try it');
    await tryCertificate(page, stranger.pem);
    await decision(page).getByText('This call gets 401 “Invalid client certificate”').waitFor();
    await decision(page).getByText('Another thumbprint').first().waitFor();
    await tryCertificate(page, caller.pem);
    await decision(page).getByText('This call is forwarded').waitFor();

    await pressIn(page, 'Apply');
    const applying = dialog(page, `Apply ${apiName}`);
    await applying.getByText(`${apiName} is now served`).waitFor();
    await applying.getByRole('button', { name: 'Close' }).click();
    const answer = await call(postern, `/${apiName}`, { certificate: caller });
    expect(answer).toMatchObject({ status: 200, seen: { shown: sha256Of(first!).toUpperCase() } });
    expect((await call(postern, `/${apiName}`, { certificate: stranger })).status).toBe(401);
    expect((await call(postern, `/${apiName}`)).status).toBe(401);
    await part(page, 'Overview');
    await page
      .getByRole('list', { name: 'To the upstream' })
      .getByText(`The gateway sends the certificate ${id}`)
      .waitFor();

    // C2: not deleted while it is used; C1: replaced in place.
    await page.goto(`${postern.origins.public}/panel/admin/gateway/certificates`);
    await choose(page, `More actions for ${id}`, 'Delete');
    const inUse = dialog(page, `${id} is in use`);
    await inUse.getByRole('link', { name: apiName }).waitFor();
    await pressIn(inUse, 'Close');
    await choose(page, `More actions for ${id}`, 'Replace');
    const replace = dialog(page, `Replace ${id}`);
    await dropFiles(replace.getByText('Drop a .pfx or .p12 file here'), await pfxOf(second!, 'renewed'));
    await replace.getByText('renewed.pfx').waitFor();
    await replace.getByRole('textbox', { name: 'Password' }).fill(password);
    await pressIn(replace, 'Replace');
    await toast(page, `${id} was replaced`).waitFor();
    await row(page, id).getByTitle(sha256Of(second!)).waitFor();
    expect((await call(postern, `/${apiName}`, { certificate: caller })).seen?.shown).toBe(
      sha256Of(second!).toUpperCase(),
    );
  }, 180_000);

  it('shows the error of Nginx for a refused draft, and keeps the configuration in effect', async () => {
    const weak = await gateway.addCertificate(await issueSelfSigned({ subject: 'CN=weak', keyAlgorithm: 'rsa-1024' }));
    const plain = await startUpstream();
    const api = await gateway.addApi(await gateway.addUpstream(plain), null);
    const broken = await gateway.addUpstream(plain, { credential: { type: 'certificate', certificateId: weak.id } });
    await gateway.admin.patch(`/gateway/apis/${api.id}`, { upstreamId: broken.id });
    const { name, pathPrefix } = api.draft;

    const page = await openPanel(`/admin/gateway/apis/${api.id}`);
    await page.getByText('The draft differs in: upstream.').waitFor();
    await pressIn(page, 'Apply');
    const applying = dialog(page, `Apply ${name}`);
    await applying.getByText('Nginx refuses this configuration').waitFor();
    await applying.getByRole('region', { name: 'Message from Nginx' }).getByText('ee key too small').waitFor();
    await applying.getByRole('button', { name: 'Close' }).click();
    expect((await call(postern, pathPrefix)).status).toBe(200);

    await choose(page, `More actions for ${name}`, 'Discard draft');
    await pressIn(dialog(page, `Discard the draft of ${name}?`), 'Discard draft');
    await toast(page, `The draft of ${name} was discarded`).waitFor();
    expect((await gateway.admin.get<GatewayApi>(`/gateway/apis/${api.id}`)).state).toBe('applied');
    await plain.stop();
  }, 120_000);

  it('accepts uploaded callers at once (E2)', async () => {
    const plain = await startUpstream();
    const { id, draft } = await gateway.addApi(await gateway.addUpstream(plain), { type: 'uploaded' });
    expect((await call(postern, draft.pathPrefix, { certificate: caller })).status).toBe(401);

    const page = await openPanel('/admin/gateway/callers');
    await pressIn(page, 'Upload callers');
    const upload = dialog(page, 'Upload callers');
    await upload.getByLabel('Certificates: paste PEM').fill(caller.pem);
    await upload.getByRole('textbox', { name: 'Name' }).fill('Payroll of Berlin');
    await pressIn(upload, 'Upload callers');
    await toast(page, '1 certificate was uploaded').waitFor();
    expect((await call(postern, draft.pathPrefix, { certificate: caller })).status).toBe(200);

    await page.goto(`${postern.origins.public}/panel/admin/gateway/apis/${id}/try`);
    await page.getByRole('radio', { name: 'An uploaded caller' }).check();
    await page.getByRole('combobox', { name: 'Uploaded caller' }).fill('Berlin');
    await page.getByRole('option', { name: /^Payroll of Berlin/ }).click();
    await pressIn(page, 'Try it');
    await decision(page).getByText('This call is forwarded').waitFor();
    await page.getByRole('radio', { name: 'No certificate' }).check();
    await pressIn(page, 'Try it');
    await decision(page).getByText('No client certificate').first().waitFor();

    await page.goto(`${postern.origins.public}/panel/admin/gateway/callers`);
    await choose(page, 'More actions for Payroll of Berlin', 'Delete');
    await pressIn(dialog(page, 'Delete Payroll of Berlin?'), 'Delete');
    await toast(page, 'Payroll of Berlin was deleted').waitFor();
    expect((await call(postern, draft.pathPrefix, { certificate: caller })).status).toBe(401);
    await plain.stop();
  }, 120_000);

  it('shows at the field why the name of an upstream is refused, and asks before input is lost', async () => {
    const page = await openPanel('/admin/gateway/upstreams');
    await pressIn(page, 'Add upstream');
    const form = dialog(page, 'Add upstream');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill(fresh('nowhere'));
    await form.getByRole('textbox', { name: 'Address' }).fill('https://nowhere.invalid');
    await pressIn(form, 'Add upstream');
    await form.getByText('has a host that no name server knows').waitFor();

    await pressIn(form, 'Cancel');
    await pressIn(dialog(page, 'Discard your changes?'), 'Discard changes');
    await form.waitFor({ state: 'hidden' });
  });

  it('can be used with the keyboard alone', async () => {
    const plain = await startUpstream();
    const { id, draft } = await gateway.addApi(await gateway.addUpstream(plain), { type: 'uploaded' });
    const page = await openPanel(`/admin/gateway/apis/${id}/policy`);
    await tabTo(page.getByRole('button', { name: 'Add condition' }));
    await page.keyboard.press('Enter');
    const wanted = page.getByRole('menuitem', { name: 'Presents any certificate' });
    await wanted.waitFor();
    await page.keyboard.press('End');
    const items = await page.getByRole('menuitem').count();
    const isFocused = async () => (await wanted.and(page.locator(':focus')).count()) > 0;
    for (let up = 0; up < items && !(await isFocused()); up += 1) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Condition 2' }).waitFor();
    await tabTo(page.getByRole('button', { name: 'Save draft' }));
    await page.keyboard.press('Enter');
    await toast(page, `The policy of ${draft.name} was saved as a draft`).waitFor();
    await plain.stop();

    expect((await gateway.admin.get<GatewayApi>(`/gateway/apis/${id}`)).draft.policy.require).toEqual({
      type: 'all',
      clauses: [{ type: 'uploaded' }, { type: 'certificate' }],
    });
  }, 60_000);

  it('is accessible: names, contrast, small phones', async () => {
    const plain = await startUpstream();
    const { id } = await gateway.addApi(await gateway.addUpstream(plain), { type: 'uploaded' });
    const { serving } = await gateway.admin.get<GatewayStatus>('/gateway/status');
    const page = await openPanel('/admin/gateway');
    await page.getByText(`Configuration ${serving}, up to date`).waitFor();
    const faults = await faultsOf(page, 'overview');
    for (const [path, shown] of [
      ['certificates', 'Thumbprints'],
      ['callers', 'Callers'],
      ['trust-anchors', 'Trust anchors'],
      ['upstreams', 'Its certificate'],
      ['apis', 'Who may call'],
      [`apis/${id}`, 'To the upstream'],
      [`apis/${id}/policy`, 'Response to other callers'],
      [`apis/${id}/try`, 'The caller presents'],
    ] as const) {
      await page.goto(`${postern.origins.public}/panel/admin/gateway/${path}`);
      await page.locator('main').getByText(shown).first().waitFor({ state: 'attached' });
      faults.push(...(await faultsOf(page, path)));
    }
    await plain.stop();

    expect(faults).toEqual([]);
  }, 180_000);
});
