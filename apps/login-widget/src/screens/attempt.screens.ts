/** The screens that show a certificate, fetched as one chunk. */
export { LinkScreen } from './link.screen';
export { NewAccountScreen } from './new-account.screen';
export { RefusedScreen } from './refused.screen';
export { CertificateCard } from '@postern/ui';
