import { pem } from './mock-data.mjs';

const press = (name) => (page) => page.getByRole('button', { name, exact: true }).first().click();
const choose = (name) => (page) => page.getByRole('menuitem', { name, exact: true }).click();
const steps =
  (...all) =>
  async (page) => {
    for (const step of all) await step(page);
  };

/** The gateway's pages, as screenshots.mjs wants them: name, address, and what is done before the picture. */
export const gatewayPages = [
  ['gateway', '/admin/gateway'],
  ['gateway-certificates', '/admin/gateway/certificates'],
  ['gateway-certificate', '/admin/gateway/certificates', press('orders-client')],
  [
    'gateway-certificate-wrong-password',
    '/admin/gateway/certificates',
    steps(
      press('Upload certificate'),
      (page) =>
        page
          .getByLabel('File: Choose file')
          .setInputFiles({ name: 'orders client.pfx', mimeType: '', buffer: Buffer.alloc(3100, 0x30) }),
      (page) => page.getByRole('textbox', { name: 'Password' }).fill('wrong'),
      (page) => page.getByRole('dialog').getByRole('button', { name: 'Upload certificate' }).click(),
      (page) => page.getByText('This password does not open the file').waitFor(),
    ),
  ],
  [
    'gateway-certificate-pem',
    '/admin/gateway/certificates',
    steps(press('Upload certificate'), (page) => page.getByText('PEM', { exact: true }).click()),
  ],
  [
    'gateway-certificate-replace',
    '/admin/gateway/certificates',
    steps(press('More actions for orders-client'), choose('Replace')),
  ],
  [
    'gateway-certificate-in-use',
    '/admin/gateway/certificates',
    steps(press('More actions for orders-client'), choose('Delete')),
  ],
  ['gateway-callers', '/admin/gateway/callers'],
  ['gateway-callers-upload', '/admin/gateway/callers', press('Upload callers')],
  ['gateway-authorities', '/admin/gateway/authorities'],
  ['gateway-backends', '/admin/gateway/backends'],
  ['gateway-backend', '/admin/gateway/backends', press('Legacy ERP')],
  ['gateway-backend-new', '/admin/gateway/backends', press('Add back end')],
  ['gateway-apis', '/admin/gateway/apis'],
  ['gateway-api-new', '/admin/gateway/apis', press('Create API')],
  ['gateway-api', '/admin/gateway/apis/a1'],
  ['gateway-api-refused', '/admin/gateway/apis/a4'],
  ['gateway-api-edit', '/admin/gateway/apis/a1', press('Edit settings')],
  ['gateway-policy', '/admin/gateway/apis/a1/policy'],
  ['gateway-policy-menu', '/admin/gateway/apis/a2/policy', press('Add condition')],
  [
    'gateway-policy-json',
    '/admin/gateway/apis/a1/policy',
    steps(
      (page) => page.getByText('JSON', { exact: true }).click(),
      async (page) => {
        const json = page.getByLabel('Policy as JSON');
        await json.fill((await json.inputValue()).replace('"revocation"', '"revokation"'));
      },
    ),
  ],
  [
    'gateway-policy-problems',
    '/admin/gateway/apis/a2/policy',
    steps(
      (page) => page.getByLabel('Condition 1: kind').selectOption('identities'),
      (page) => page.getByLabel('Thumbprint of identity 1').fill('12 ab'),
      press('Add condition'),
      choose('Thumbprint equals a value'),
      press('Save draft'),
    ),
  ],
  [
    'gateway-try',
    '/admin/gateway/apis/a1/try',
    steps(
      (page) => page.getByLabel('Certificate: paste PEM').fill(pem),
      press('Try it'),
      (page) => page.getByText('What decided').waitFor(),
    ),
  ],
  [
    'gateway-apply',
    '/admin/gateway/apis/a1',
    steps(press('Apply'), (page) => page.getByText('Orders serves now').waitFor()),
  ],
  [
    'gateway-apply-refused',
    '/admin/gateway/apis/a4',
    steps(press('Apply'), (page) => page.getByText('Nginx refuses this configuration').waitFor()),
  ],
];
