/** The built-in method has no settings of its own. */
export class PasswordParams {}
