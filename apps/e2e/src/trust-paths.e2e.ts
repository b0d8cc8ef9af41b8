import {
  type Authority,
  createAuthority,
  extension,
  generateKeys,
  type Issued,
  issueCertificate,
} from '@postern/dev-pki';
import type { MethodTestResult } from '@postern/contracts';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createMtlsMethod } from './support/accounts.js';
import { eventsSince } from './support/event-log.js';
import { pairOf } from './support/issuing.js';
import { Management } from './support/management.js';
import { openBrowserWith } from './support/people.js';
import { beginSignIn, certificateAddress, presentInVain } from './support/sign-in-page.js';

const postern = inject('postern');
const day = 86_400_000;
let admin: Management;
const methods: string[] = [];

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});
afterEach(async () => {
  for (const id of methods.splice(0)) await admin.delete(`/sign-in-methods/${id}`);
});

const methodWith = async (...authorities: readonly Authority[]): Promise<string> => {
  const { id } = await createMtlsMethod(admin, { params: { trustAnchors: authorities.map(({ pem }) => pem) } });
  methods.push(id);
  return id;
};

/** What a browser meets, and what the method's test says of the same certificate. */
const verdictsOn = async (methodId: string, person: Issued) => {
  const page = await beginSignIn(postern, openBrowserWith(postern, pairOf(person)));
  const { code } = await presentInVain(page, await certificateAddress(page, methodId));
  const tested = await admin.post<MethodTestResult>(`/sign-in-methods/${methodId}/test`, { certificate: person.pem });
  return { code, tested: tested.code, accepted: tested.accepted };
};
const accepted = { code: 'certificate.not_linked', tested: 'certificate.not_linked', accepted: true };

describe('browser and test agree', () => {
  it('on an authority that two roots signed, whichever of its certificates is first in the bundle', async () => {
    const keys = await generateKeys('ec-p256');
    const good = await createAuthority({ subject: 'CN=Good root' });
    const unusable = await createAuthority({ subject: 'CN=Root of tomorrow', notBefore: new Date(Date.now() + day) });
    const issuing = { subject: 'CN=Issuing', keys };
    const byGood = await createAuthority({ ...issuing, issuer: good });
    const person = await issueCertificate(byGood, { subject: 'CN=Ada' });

    // The bundle is sorted by hash: four certificates of the other root stand on both sides of the good one's.
    const others = await Promise.all([1, 2, 3, 4].map(() => createAuthority({ ...issuing, issuer: unusable })));

    expect(await verdictsOn(await methodWith(good, byGood, unusable, ...others), person)).toEqual(accepted);
  });

  it('on a root that signed itself with SHA-1', async () => {
    const root = await createAuthority({ subject: 'CN=Old root', keyAlgorithm: 'rsa-2048', signatureHash: 'SHA-1' });
    const person = await issueCertificate(root, { subject: 'CN=Ada' });

    expect(await verdictsOn(await methodWith(root), person)).toEqual(accepted);
  });

  it('on a critical extension, and the event names it', async () => {
    const begun = new Date(Date.now() - 1000);
    const root = await createAuthority({ subject: 'CN=Root' });
    const person = await issueCertificate(root, { subject: 'CN=Ada', extensions: [extension('1.3.6.1.4.1.99999.7')] });
    const code = 'certificate.critical_extension';

    expect(await verdictsOn(await methodWith(root), person)).toEqual({ code, tested: code, accepted: false });
    const events = await eventsSince(admin, 'sign_in.failed', begun);
    expect(events.find((event) => event.code === code)?.details['reason']).toContain('1.3.6.1.4.1.99999.7');
  });
});
