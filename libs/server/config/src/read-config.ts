import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';

/** A variable of the environment is missing or wrong; the message names each one and its allowed values. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A property with only a default has no type in the decorators' metadata, so the default decides. */
const propertyType = (type: object, name: string, defaults: object): unknown =>
  (defaults as Readonly<Record<string, object | undefined>>)[name]?.constructor ??
  Reflect.getMetadata('design:type', (type as { prototype: object }).prototype, name);

const parse = (declared: unknown, text: string): unknown => {
  if (declared === Number) return text.trim() === '' ? Number.NaN : Number(text);
  if (declared === Boolean) return ({ true: true, false: false } as Record<string, boolean>)[text] ?? text;
  if (declared === Array) {
    return text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }
  return text;
};

const sentence = ({ property, constraints }: ValidationError): string =>
  `${property}: ${Object.values(constraints ?? {}).join('; ')}. See docs/configuration.md.`;

/**
 * Reads one configuration class from the environment: a property is a variable of the same name, its initial value the default.
 * Empty variables count as unset.
 *
 * @throws ConfigurationError naming every variable that is missing or wrong
 */
export const readConfig = <T extends object>(type: new () => T, environment: Environment = process.env): T => {
  const defaults = new type();
  const names = new Set([...Object.keys(defaults), ...declaredNames(type)]);
  const given: Record<string, unknown> = {};
  for (const name of names) {
    const text = environment[name];
    if (text !== undefined && text !== '') given[name] = parse(propertyType(type, name, defaults), text);
  }
  const config = plainToInstance(type, { ...defaults, ...given });
  const errors = validateSync(config, { forbidUnknownValues: true, validationError: { target: false, value: false } });
  if (errors.length > 0) throw new ConfigurationError(errors.map(sentence));
  return Object.freeze(config);
};

const declared = new WeakMap<object, Set<string>>();

const declaredNames = (type: object): ReadonlySet<string> => declared.get(type) ?? new Set();

/** Marks a variable that has no default, so that it is read although the class gives it no initial value. */
export const Required =
  (): PropertyDecorator =>
  (prototype, name): void => {
    const names = declared.get(prototype.constructor) ?? new Set<string>();
    names.add(String(name));
    declared.set(prototype.constructor, names);
  };
