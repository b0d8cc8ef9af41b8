import { RE2JS, RE2JSSyntaxException } from 're2js';
import { LRUCache } from 'lru-cache';

/** Characters of a pattern. */
const longest = 500;

/** A pattern with one group. Its search takes time linear in the text, whatever the pattern is (RE2's algorithm). */
export interface RulePattern {
  /** What the group holds where the pattern is found first; undefined when it is not found. */
  readonly find: (text: string) => string | undefined;
}

const compiled = new LRUCache<string, RulePattern>({ max: 200 });

/** Reads a pattern in RE2's syntax; answers a sentence about what is wrong with one that cannot be used. */
export const readRulePattern = (text: string): RulePattern | string => {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const pattern = compile(text);
  if (typeof pattern !== 'string') compiled.set(text, pattern);
  return pattern;
};

const compile = (text: string): RulePattern | string => {
  if (text.length > longest) return `a pattern has ${longest} characters at most`;
  try {
    const pattern = RE2JS.compile(text);
    if (pattern.groupCount() !== 1) return 'a pattern has exactly one group in parentheses; write others as (?:…)';
    return {
      find: (subject) => {
        const matcher = pattern.matcher(subject);
        return matcher.find() ? (matcher.group(1) ?? undefined) : undefined;
      },
    };
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return `is not a pattern in RE2 syntax: ${error.message}`;
    throw error;
  }
};
