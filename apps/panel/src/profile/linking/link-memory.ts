const key = 'postern.panel.link-method';

/** Which method a link was begun with, for "use another certificate" after a refusal that does not say. */
export const rememberMethod = (methodId: string): void => sessionStorage.setItem(key, methodId);
export const rememberedMethod = (): string | null => sessionStorage.getItem(key);

export type LinkReturn = { readonly code: string } | { readonly error: string } | null;

/** Reads `#code=…` or `#error=…`. */
export const readReturn = (fragment: string): LinkReturn => {
  const values = new URLSearchParams(fragment.replace(/^#/, ''));
  const code = values.get('code');
  const error = values.get('error');
  if (error !== null) return { error };
  return code === null ? null : { code };
};
