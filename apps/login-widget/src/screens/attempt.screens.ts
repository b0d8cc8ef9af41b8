/** The screens that draw a certificate, fetched together. */
export { LinkScreen } from './link.screen';
export { NewAccountScreen } from './new-account.screen';
export { RefusedScreen } from './refused.screen';
