import type { ErrorCode } from './error-codes.js';
import { languages, type Language } from './scopes.js';

/** Owner of a sign-in method. */
export type SignInMethodOwner = 'system' | 'organization' | 'application';

/** Who sees a new identifier on a profile: nobody else, applications with consent, everybody. */
export const publicities = ['private', 'on_request', 'public'] as const;
export type Publicity = (typeof publicities)[number];

export type MethodGroup = 'main' | 'other';

/** One input of a provider's form, at sign-in or in its settings. Its texts are in the provider's `labels`. */
export interface FieldDescriptor {
  readonly name: string;
  /**
   * `choice`: one of `options`; `choices`: an array of them; `texts`: an array of texts; `certificates`: an array of PEM certificates,
   * pasted or uploaded; `authority`: SHA-256 of one of the certificates in the setting `of`; `rows`: an array of objects, their order
   * counts, each with a value for every one of `columns`; `groups`: an array of ids of groups; `organization`:
   * the id of one, or an empty text.
   */
  readonly kind:
    | 'text'
    | 'password'
    | 'choice'
    | 'choices'
    | 'texts'
    | 'certificates'
    | 'authority'
    | 'rows'
    | 'groups'
    | 'organization';
  readonly required: boolean;
  /** Values of a `choice` or of `choices`. */
  readonly options?: readonly string[];
  /** Further options of a `choice`: `field:` and the key of each own profile field that identifies certificates. */
  readonly ownFields?: boolean;
  /** Options of a `choice` that take a free text after a colon. */
  readonly withArgument?: readonly string[];
  readonly default?: string;
  /** Shown only while the setting of this name has another value than this one. */
  readonly unless?: { readonly setting: string; readonly is: string };
  /** For `rows`. */
  readonly columns?: readonly FieldDescriptor[];
  /** Maximum number of rows. */
  readonly most?: number;
  /** For `authority`: name of the setting that holds the certificates. */
  readonly of?: string;
  /** A part of the form that is collapsed until opened; its texts are in `ProviderLabels.sections`. */
  readonly section?: string;
  /** Shown only when it has a value, or once the server has answered with this code. */
  readonly appearsWith?: ErrorCode | 'value';
  /** HTML autocomplete token. */
  readonly autocomplete?: string;
  /** Characters that a new secret needs at least. */
  readonly minLength?: number;
}

/** One value per language. */
export type Localized<T = string> = Readonly<Record<Language, T>>;

export const inEachLanguage = <T>(of: (language: Language) => T): Localized<T> =>
  Object.fromEntries(languages.map((language) => [language, of(language)])) as Record<Language, T>;

/** Texts of one field. */
export interface FieldLabels {
  readonly label: string;
  /** Stands below the label. */
  readonly hint?: string;
  /** By value of a `choice`. */
  readonly options?: Readonly<Record<string, OptionLabels>>;
  /** By name of a column of `rows`. */
  readonly columns?: Readonly<Record<string, FieldLabels>>;
  /** On the button that adds a row to `rows`. */
  readonly add?: string;
}

/** Texts of one value of a choice. */
export interface OptionLabels {
  readonly label: string;
  readonly hint?: string;
  /** Short hint beside it. */
  readonly badge?: string;
  /** Label of the text after the colon, for `withArgument`. */
  readonly argument?: string;
  /** Example of such a text. */
  readonly example?: string;
}

/** Everything that people and administrators read about a type of provider. */
export interface ProviderLabels {
  /** Name of the type in a list of types. */
  readonly kind: string;
  /** Name of a method that has none of its own (`NamedMethod`); at most 50 characters. */
  readonly methodName: string;
  /** Hint for people at sign-in: what the method needs. */
  readonly hint?: string;
  /** By `FieldDescriptor.name`. */
  readonly fields: Readonly<Record<string, FieldLabels>>;
  /** By `FieldDescriptor.section`. */
  readonly sections?: Readonly<Record<string, { readonly label: string; readonly hint?: string }>>;
}

/** A sign-in method, as it is called: by its own name or, where that is null, by its type's `methodName` in the reader's language. */
export interface NamedMethod {
  readonly type: string;
  /** Null for a built-in method until an administrator names it. */
  readonly name: string | null;
}

/** `GET /api/v2/sign-in-methods/type-names`: the `methodName` of each type. */
export type MethodTypeNames = Readonly<Record<string, Localized>>;

/** Description of a type of sign-in provider, for the administrator's form and the widget's button. */
export interface ProviderDescriptor {
  /** `mtls`, `password`, … */
  readonly type: string;
  readonly labels: Localized<ProviderLabels>;
  /** SVG, 20 by 20, of one colour: shown in the colour of the text around it when a method has no logo of its own. */
  readonly logo: string;
  /** `navigate`: the browser navigates to `startUrl`; `form`: the widget shows `steps`. */
  readonly kind: 'navigate' | 'form';
  /** Fields per step, for `form`. */
  readonly steps: readonly (readonly FieldDescriptor[])[];
  /** Field for a new secret: shown when the response to `steps` is `password.must_change`, and sent with them. */
  readonly renewal?: FieldDescriptor;
  /** The provider's own settings. */
  readonly settings: readonly FieldDescriptor[];
  /** Administrators may create methods of this type. */
  readonly creatable: boolean;
  /** People may link an identifier of this type in their profile. */
  readonly linkable: boolean;
}

/** Address of a provider's `logo`, for `img-src data:`. */
export const providerIcon = (logo: string): string => `data:image/svg+xml,${encodeURIComponent(logo)}`;
