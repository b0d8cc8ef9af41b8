import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GatewayApi, GatewayTrustAnchor } from '@postern/contracts';
import { createAuthority, issueCertificate, issueSelfSigned } from '@postern/dev-pki';
import { describe, inject, it } from 'vitest';
import { Gateway } from '../gateway/support/gateway.js';
import { useChromium } from './support/chromium.js';
import { pressIn, signInToPanel } from './support/panel.js';

const postern = inject('postern');
const chromium = useChromium();
const folder = fileURLToPath(new URL('../../../../docs/images', import.meta.url));
const options = { viewport: { width: 1100, height: 760 }, colorScheme: 'light' } as const;

/** An API as a company would have it, applied. */
const guardedApi = async (): Promise<GatewayApi> => {
  const gateway = await Gateway.of(postern);
  const partners = await createAuthority({ subject: 'O=Example Corp, CN=Example Partners CA' });
  const { id: trustAnchorId } = await gateway.admin.post<GatewayTrustAnchor>('/gateway/trust-anchors', {
    name: 'Example Partners CA',
    pem: partners.pem,
  });
  const own = await issueCertificate(partners, { subject: 'O=Example Corp, CN=gateway.example.org' });
  const { id: certificateId } = await gateway.addCertificate(own, 'orders-client');
  const upstream = await gateway.addUpstream(
    { url: 'https://127.0.0.1:8443/v2', ca: partners.pem },
    { name: 'Orders', serverName: 'orders.internal', credential: { type: 'certificate', certificateId } },
  );
  const validate = {
    type: 'validate',
    trust: true,
    notBefore: true,
    notAfter: true,
    revocation: true,
    trustAnchorIds: [trustAnchorId],
  } as const;
  const identities = [
    { dnsName: 'payroll.example.org' },
    { commonName: 'Warehouse', issuerSubject: 'CN=Example Partners CA,O=Example Corp' },
  ];
  return gateway.addApi(
    upstream,
    { type: 'all', clauses: [validate, { type: 'identities', identities }] },
    {
      name: 'Orders',
      pathPrefix: '/orders',
      rateLimit: { requests: 100, per: 'second', burst: 50 },
      forwardedHeaders: { clientCert: true, xSslClient: false },
    },
  );
};

/** Made anew by `PICTURES=1 npx vitest run --project e2e apps/e2e/src/browser/pictures.e2e.ts`. */
describe.skipIf(!process.env['PICTURES'])('the pictures of the panel in the documentation', () => {
  it('show the sign-in methods', async () => {
    const page = await chromium.open(postern, options);
    await signInToPanel(page, postern, postern.admin, '/admin/sign-in-methods');
    await page.getByRole('switch', { name: 'mTLS switched on' }).waitFor();
    await page.getByText('Administrator', { exact: true }).waitFor();
    await page.screenshot({ path: join(folder, 'panel.png') });
  });

  it('show an API at the gateway, and who may call it', async () => {
    const { id } = await guardedApi();
    const page = await chromium.open(postern, options);
    await signInToPanel(page, postern, postern.admin, `/admin/gateway/apis/${id}/policy`);
    await page.getByRole('group', { name: 'Condition 2' }).waitFor();
    await page.screenshot({ path: join(folder, 'gateway.png') });

    const { pem } = await issueSelfSigned({ subject: 'O=Example Corp, CN=Warehouse' });
    await page.getByRole('tab', { name: 'Try it' }).click();
    await page.getByLabel('Certificate: paste PEM').fill(pem);
    await pressIn(page, 'Try it');
    await page.getByText('Deciding condition').waitFor();
    await page.setViewportSize({ ...options.viewport, height: 960 });
    await page.evaluate('scrollTo(0, 0)');
    await page.screenshot({ path: join(folder, 'gateway-try.png') });
  });
});
