import { ValidateBy } from 'class-validator';

const most = 10;
const longest = 255;

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= longest && !/[\0\p{Cs}]/u.test(value);

const problemOf = (texts: unknown): string | undefined => {
  if (typeof texts !== 'object' || texts === null || Array.isArray(texts)) return 'must be an object';
  const entries = Object.entries(texts);
  if (entries.length > most) return `must have ${most} texts at most`;
  if (entries.some(([name]) => name === '' || !isText(name))) return `must have names of 1 to ${longest} characters`;
  const wrong = entries.find(([, value]) => value !== null && !isText(value));
  return wrong === undefined ? undefined : `must have texts of ${longest} characters at most`;
};

/** Texts that administrators keep with an application, by name; null takes one away. */
export const ClientTexts = (): PropertyDecorator =>
  ValidateBy({
    name: 'clientTexts',
    validator: {
      validate: (value) => problemOf(value) === undefined,
      defaultMessage: (validated) => `client_metadata ${problemOf(validated?.value) ?? ''}`,
    },
  });
