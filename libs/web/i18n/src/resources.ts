import type common from './locales/en/common.json';
import type errors from './locales/en/errors.json';
import type panel from './locales/en/panel.json';
import type widget from './locales/en/widget.json';

/** The catalogue's shape is English's; a test holds the other languages to it. */
export interface Catalogue {
  readonly common: typeof common;
  readonly errors: typeof errors;
  readonly widget: typeof widget;
  readonly panel: typeof panel;
}
export type Namespace = keyof Catalogue;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Catalogue;
  }
}
