/** Who owns a sign-in method. Organizations and applications follow; the tables carry the owner from the start. */
export type ProviderOwner = 'system' | 'organization' | 'application';

/** Who sees a new identifier on a profile: nobody else, applications with consent, everybody. */
export const publicities = ['private', 'on_request', 'public'] as const;
export type Publicity = (typeof publicities)[number];

export type MethodGroup = 'main' | 'other';

/** One input of a form that a provider asks for, at sign-in or in its settings. Labels are i18n keys under `field.`. */
export interface FieldDescriptor {
  readonly name: string;
  /** `certificates`: an array of PEM certificates, pasted or uploaded; `choice`: one of `options`. */
  readonly kind: 'text' | 'password' | 'choice' | 'certificates';
  readonly required: boolean;
  /** Values of a `choice`; labels are i18n keys `field.<name>.<value>`. */
  readonly options?: readonly string[];
  readonly default?: string;
  /** HTML autocomplete token. */
  readonly autocomplete?: string;
  /** Characters that a new secret needs at least. */
  readonly minLength?: number;
}

/** What a type of sign-in provider is and needs; draws the administrator's form and the widget's button. */
export interface ProviderDescriptor {
  /** `mtls`, `password`, … */
  readonly type: string;
  /** English default name of a new method of this type. */
  readonly defaultName: string;
  /** Key of the built-in icon, when the method has no logo of its own. */
  readonly icon: string;
  /** `navigate`: the browser leaves for `startUrl`; `form`: the widget shows `steps`. */
  readonly kind: 'navigate' | 'form';
  /** Fields per step, for `form`. */
  readonly steps: readonly (readonly FieldDescriptor[])[];
  /** Field for a new secret: asked when an answer to `steps` is `password.must_change`, and sent with them. */
  readonly renewal?: FieldDescriptor;
  /** The provider's own settings. */
  readonly settings: readonly FieldDescriptor[];
  /** Administrators may create methods of this type. */
  readonly creatable: boolean;
  /** People may link an identifier of this type in their profile. */
  readonly linkable: boolean;
}
