import { domainToASCII } from 'node:url';

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** A domain as it is stored: lower case, RFC 5891, without a dot at its end. Undefined for a text that is none, or has one label only. */
export const domainOf = (text: string): string | undefined => {
  const trimmed = text.trim().replace(/\.$/, '');
  // Decodes `%` otherwise.
  if (!/^[^\s%/\\@:?#[\]]+$/.test(trimmed)) return undefined;
  const domain = domainToASCII(trimmed);
  const labels = domain.split('.');
  const isDomain = domain.length <= 253 && labels.length > 1 && labels.every((each) => label.test(each));
  // An IPv4 address is no domain.
  return isDomain && !/^\d+$/.test(labels.at(-1) ?? '') ? domain : undefined;
};

/** The domain of an e-mail address, or of a text that is one itself. */
export const domainOfAddress = (text: string): string | undefined => domainOf(text.slice(text.lastIndexOf('@') + 1));
