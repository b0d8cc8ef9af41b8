import type access from './locales/en/access.json';
import type administration from './locales/en/administration.json';
import type administrationErrors from './locales/en/administration-errors.json';
import type appearance from './locales/en/appearance.json';
import type certificate from './locales/en/certificate.json';
import type common from './locales/en/common.json';
import type consent from './locales/en/consent.json';
import type errors from './locales/en/errors.json';
import type expiry from './locales/en/expiry.json';
import type gateway from './locales/en/gateway.json';
import type help from './locales/en/help.json';
import type levels from './locales/en/levels.json';
import type newAccount from './locales/en/new-account.json';
import type organization from './locales/en/organization.json';
import type overview from './locales/en/overview.json';
import type panel from './locales/en/panel.json';
import type search from './locales/en/search.json';
import type refusal from './locales/en/refusal.json';
import type required from './locales/en/required.json';
import type settings from './locales/en/settings.json';
import type widget from './locales/en/widget.json';

/** English defines the keys of the catalogue; a test checks the other languages against it. */
export interface Catalogue {
  /** Texts of the certificate card; the sign-in page loads them when it shows one. */
  readonly certificate: typeof certificate;
  readonly common: typeof common;
  /** For the sign-in page; loaded when an application asks for consent. */
  readonly consent: typeof consent;
  readonly errors: typeof errors;
  readonly widget: typeof widget;
  readonly panel: typeof panel;
  /** For the panel; the access and members of an application. */
  readonly access: typeof access;
  readonly administration: typeof administration;
  readonly appearance: typeof appearance;
  /** For the panel; the system settings. */
  readonly settings: typeof settings;
  readonly 'administration-errors': typeof administrationErrors;
  /** Loaded when a certificate expires soon or has expired. */
  readonly expiry: typeof expiry;
  readonly gateway: typeof gateway;
  readonly help: typeof help;
  /** For the sign-in page; loaded for people who choose one of their organizations. */
  readonly organization: typeof organization;
  readonly overview: typeof overview;
  readonly search: typeof search;
  /** For the sign-in page; loaded when a level is required. */
  readonly levels: typeof levels;
  /** For the sign-in page; loaded when a certificate can create an account. */
  readonly 'new-account': typeof newAccount;
  /** For the sign-in page; loaded for people who may not enter an application. */
  readonly refusal: typeof refusal;
  /** For the sign-in page; loaded for people who lack an identifier that the application requires. */
  readonly required: typeof required;
}
export type Namespace = keyof Catalogue;

/** `days_left_one` and `days_left_few` are forms of the one message `days_left`. */
type WithoutPlural<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? Base
  : K;

type Path<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${WithoutPlural<K>}` : Path<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** Keys of one namespace. */
export type MessageKey<N extends Namespace> = Path<Catalogue[N]>;

/** Keys of any namespace, with its name: `common:action.retry`. */
export type QualifiedKey = { [N in Namespace]: `${N}:${MessageKey<N>}` }[Namespace];
