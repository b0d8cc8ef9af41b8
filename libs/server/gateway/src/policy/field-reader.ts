import { InvalidError } from '@postern/errors';

/** Control characters, and halves of characters: nothing that a policy compares holds any. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Refuses a part of a policy, by its path in the request body. */
export const refuse = (path: string, message: string): never => {
  throw new InvalidError('request.invalid', `${path}: ${message}`, [{ path, message }]);
};

/** Reads a JSON value strictly: unknown properties are refused, not ignored. */
export class FieldReader {
  constructor(
    private readonly value: unknown,
    readonly path: string,
  ) {}

  get isNull(): boolean {
    return this.value === null || this.value === undefined;
  }

  /** An object with these members and no others. */
  members(...names: readonly string[]): (name: string) => FieldReader {
    const { value, path } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(path, 'must be an object');
    const foreign = Object.keys(value).find((key) => !names.includes(key));
    if (foreign !== undefined)
      refuse(`${path}.${foreign}`, `is an unknown property; known ones are ${names.join(', ')}`);
    return (name) => new FieldReader((value as Readonly<Record<string, unknown>>)[name], `${path}.${name}`);
  }

  /** What `type` says, whatever else there is. */
  get type(): unknown {
    const { value } = this;
    return typeof value === 'object' && value !== null ? (value as { readonly type?: unknown }).type : undefined;
  }

  items(least: number, most: number): readonly FieldReader[] {
    const { value, path } = this;
    if (!Array.isArray(value)) return refuse(path, 'must be a list');
    if (value.length < least || value.length > most) refuse(path, `must have ${least} to ${most} entries`);
    return value.map((item: unknown, index) => new FieldReader(item, `${path}.${index}`));
  }

  /** One line of text; `lines` allows several. */
  text(longest: number, { lines = false } = {}): string {
    const { value, path } = this;
    if (typeof value !== 'string' || value.trim() === '') return refuse(path, 'must be a text');
    if (value.length > longest) refuse(path, `must have ${longest} characters at most`);
    if (unprintable.test(lines ? value.replaceAll(/[\r\n]/g, '') : value)) {
      refuse(path, 'must not contain control characters');
    }
    return value.trim();
  }

  boolean(fallback: boolean): boolean {
    if (this.isNull) return fallback;
    if (typeof this.value !== 'boolean') return refuse(this.path, 'must be true or false');
    return this.value;
  }

  oneOf<const T extends string | number>(choices: readonly T[]): T {
    const found = choices.find((choice) => choice === this.value);
    return found ?? refuse(this.path, `must be one of ${choices.join(', ')}`);
  }

  integer(least: number, most: number): number {
    const { value, path } = this;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      return refuse(path, `must be a whole number from ${least} to ${most}`);
    }
    return value;
  }
}
