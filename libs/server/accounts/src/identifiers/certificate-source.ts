import type { CertificateSource } from '@postern/certificates';

/** People's certificates, for the inventory. */
export const peoplesCertificates: CertificateSource = {
  use: 'person',
  lastUse: 'kept',
  rows: `
    select i.certificate_id, a.id as holder_id, a.name as holder, m.id as within_id, m.name as within, i.last_used_at, a.folded as words
    from identifier i join account a on a.id = i.account_id join sign_in_method m on m.id = i.method_id`,
};
