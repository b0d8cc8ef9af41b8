import { isUtf8 } from 'node:buffer';
import { readAttributeType } from './attribute-types.js';
import { malformed } from '../x509.error.js';

export interface AttributeText {
  readonly type: string;
  /** Text without its escapes, or the encoded value that was given in hexadecimal (`#0c0178`). */
  readonly value: string | Uint8Array;
}

interface Spelling {
  /** Whether commas separate parts, as in RFC 4514; if not, its special characters stand for themselves. */
  readonly commas: boolean;
}

const mostAttributes = 50;
const hexPair = /^[\da-f]{2}$/i;
const hexValue = /^#(?:[\da-f]{2})+$/i;
const escapable = ' "#+,;<=>\\';
/** Characters that RFC 4514 §3 requires to be escaped everywhere. */
const alwaysEscaped = '"<>;\0';

/** Reads a line of a name: parts in the order of the text, each of one or more attributes. */
export const readLine = (line: string, spelling: Spelling): AttributeText[][] => {
  // A mix of both spellings is ambiguous.
  if (!spelling.commas && /(?<!\\),\s*$/.test(line)) throw malformed('a comma at the end of a line');
  const reader = new LineReader(line, spelling);
  const parts: AttributeText[][] = [];
  let attributes = 0;
  let separator: Separator = ',';
  while (separator !== undefined) {
    const attribute = reader.attribute();
    if (++attributes > mostAttributes) throw malformed(`a name of more than ${mostAttributes} attributes`);
    if (separator === ',') parts.push([attribute]);
    else parts.at(-1)?.push(attribute);
    separator = reader.separator();
  }
  return parts;
};

type Separator = ',' | '+' | undefined;

/** Goes over the text once, character by character. */
class LineReader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly spelling: Spelling,
  ) {}

  attribute(): AttributeText {
    const equals = this.text.indexOf('=', this.at);
    if (equals === -1) throw malformed('a part of a name without "="');
    const type = this.text.slice(this.at, equals).trim();
    this.at = equals + 1;
    while (this.text[this.at] === ' ') this.at += 1;
    const start = this.text[this.at];
    if (start === '#') return { type, value: this.hexadecimal() };
    return { type, value: start === '"' && this.spelling.commas ? this.quoted() : this.value() };
  }

  /** Separator that ended the previous attribute. */
  separator(): Separator {
    const character = this.text[this.at];
    if (character === undefined) return undefined;
    this.at += 1;
    return character === ',' ? ',' : '+';
  }

  private hexadecimal(): Uint8Array {
    const start = this.at;
    while (this.at < this.text.length && !this.endsValue()) this.at += 1;
    const digits = this.text.slice(start, this.at).trim();
    if (!hexValue.test(digits)) throw malformed('a hexadecimal value that is none');
    return Buffer.from(digits.slice(1), 'hex');
  }

  private value(): string {
    const bytes: number[] = [];
    // Trailing spaces are dropped, unless they are escaped.
    let end = 0;
    while (this.at < this.text.length && !this.endsValue()) {
      const escaped = this.text[this.at] === '\\';
      const character = escaped ? this.escaped() : this.plain();
      bytes.push(...character);
      if (escaped || character[0] !== 0x20) end = bytes.length;
    }
    const value = Buffer.from(bytes.slice(0, end));
    if (!isUtf8(value)) throw malformed('a value that is not UTF-8');
    return value.toString('utf8');
  }

  /** A value in quotation marks, as in .NET, OpenSSL and RFC 1779; a quotation mark inside is doubled or escaped. */
  private quoted(): string {
    const parts: string[] = [];
    this.at += 1;
    for (;;) {
      const character = this.text[this.at];
      const next = this.text[this.at + 1];
      if (character === undefined) throw malformed('a quotation mark that is not closed');
      const isPair = (character === '"' && next === '"') || (character === '\\' && (next === '"' || next === '\\'));
      this.at += isPair ? 2 : 1;
      if (character === '"' && !isPair) break;
      parts.push(isPair ? next : character);
    }
    while (this.text[this.at] === ' ') this.at += 1;
    if (this.at < this.text.length && !this.endsValue()) throw malformed('text behind a quotation mark');
    return parts.join('');
  }

  private endsValue(): boolean {
    const character = this.text[this.at];
    if (this.spelling.commas) return character === ',' || character === '+';
    return character === '+' && this.namesAnAttribute(this.at + 1);
  }

  /** On a line of its own a plus sign may be part of the value, unless another attribute follows. */
  private namesAnAttribute(from: number): boolean {
    const equals = this.text.indexOf('=', from);
    return equals !== -1 && readAttributeType(this.text.slice(from, equals).trim()) !== undefined;
  }

  private plain(): Uint8Array {
    const character = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    if (this.spelling.commas && alwaysEscaped.includes(character)) throw malformed('a character that must be escaped');
    this.at += character.length;
    return Buffer.from(character, 'utf8');
  }

  /** RFC 4514 §3: `\` and a special character, or two hexadecimal digits for one byte of UTF-8. */
  private escaped(): readonly number[] {
    const pair = this.text.slice(this.at + 1, this.at + 3);
    if (hexPair.test(pair)) {
      this.at += 3;
      return [Number.parseInt(pair, 16)];
    }
    const [character = ''] = pair;
    if (character === '' || !escapable.includes(character)) throw malformed('an escape that is none');
    this.at += 2;
    return [character.charCodeAt(0)];
  }
}
