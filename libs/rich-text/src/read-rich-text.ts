import type { RichBlock, RichInline, RichText } from '@postern/contracts';
import type { PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { isContactAddress } from './contact-address.js';

/** `link`: an address that is neither https nor mailto; `depth`: lists or emphasis nested too deeply. */
export type RichTextProblem = 'link' | 'depth';

/** Levels of lists and emphasis together. */
const deepest = 8;

/**
 * Everything but paragraphs, emphasis, links and lists stays plain text. So do character references, which would bring in the
 * invisible characters that texts must not contain.
 */
const disabled = [
  ...['blockQuote', 'characterReference', 'codeFenced', 'codeIndented', 'codeText', 'definition', 'headingAtx'],
  ...['htmlFlow', 'htmlText', 'labelStartImage', 'setextUnderline', 'thematicBreak'],
];

class Reader {
  readonly problems = new Set<RichTextProblem>();

  blocks(nodes: readonly RootContent[], depth: number): RichBlock[] {
    return nodes.flatMap((node): RichBlock[] => {
      if (node.type === 'paragraph') return [{ kind: 'paragraph', children: this.inlines(node.children, depth) }];
      if (node.type !== 'list' || this.isTooDeep(depth)) return [];
      const items = node.children.map(({ children }) => this.blocks(children, depth + 1));
      return [{ kind: 'list', ordered: node.ordered === true, items }];
    });
  }

  private inlines(nodes: readonly PhrasingContent[], depth: number): RichInline[] {
    return nodes.flatMap((node): RichInline[] => {
      if (node.type === 'text') return [{ kind: 'text', text: node.value }];
      if (node.type === 'break') return [{ kind: 'break' }];
      if (!('children' in node) || this.isTooDeep(depth)) return [];
      const children = this.inlines(node.children, depth + 1);
      if (node.type === 'emphasis' || node.type === 'strong') return [{ kind: node.type, children }];
      if (node.type === 'link' && isContactAddress(node.url)) return [{ kind: 'link', url: node.url, children }];
      if (node.type === 'link') this.problems.add('link');
      return children;
    });
  }

  private isTooDeep(depth: number): boolean {
    if (depth < deepest) return false;
    this.problems.add('depth');
    return true;
  }
}

/** A parser's time grows with the square of what may open and close; no text that people read has this many. */
const isLaborious = (markdown: string): boolean =>
  (markdown.match(/[*_[\]]/g)?.length ?? 0) > 240 || /^(?:[ \t]*(?:[-+*]|\d+[.)])){12}/m.test(markdown);

/**
 * Reads the subset of CommonMark that texts on the sign-in page may use. Never fails: what is not allowed is left out or becomes plain
 * text.
 *
 * @returns the text, and what has to be refused when it is stored
 */
export const readRichText = (
  markdown: string,
): { readonly text: RichText; readonly problems: ReadonlySet<RichTextProblem> } => {
  if (isLaborious(markdown)) {
    return {
      text: [{ kind: 'paragraph', children: [{ kind: 'text', text: markdown }] }],
      problems: new Set(['depth']),
    };
  }
  const reader = new Reader();
  const { children } = fromMarkdown(markdown, { extensions: [{ disable: { null: disabled } }] });
  return { text: reader.blocks(children, 0), problems: reader.problems };
};
