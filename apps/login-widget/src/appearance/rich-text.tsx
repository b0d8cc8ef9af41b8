import {
  type Language,
  type RichBlock,
  type RichInline,
  type RichText,
  translated,
  type Translated,
} from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { ContactLink } from './contact-link';
import styles from './rich-text.module.css';

/** A text of the administrator, as elements of the page; nothing of it becomes HTML. */
export const OwnText = ({ texts }: { readonly texts: Translated<RichText> | null }) => {
  const { i18n } = useTranslation('widget');
  const text = translated(texts, i18n.language);
  if (text === null) return null;
  const language: Language = texts?.[i18n.language] ? i18n.language : 'en';
  return (
    <div className={styles.text} lang={language} dir="auto">
      {text.map(block)}
    </div>
  );
};

const block = (node: RichBlock, key: number): ReactNode => {
  if (node.kind === 'paragraph') return <p key={key}>{node.children.map(inline)}</p>;
  const List = node.ordered ? 'ol' : 'ul';
  return (
    <List key={key}>
      {node.items.map((item, place) => (
        <li key={place}>{item.map(block)}</li>
      ))}
    </List>
  );
};

const inline = (node: RichInline, key: number): ReactNode => {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return <br key={key} />;
    case 'emphasis':
      return <em key={key}>{node.children.map(inline)}</em>;
    case 'strong':
      return <strong key={key}>{node.children.map(inline)}</strong>;
    case 'link':
      return (
        <ContactLink key={key} address={node.url}>
          {node.children.map(inline)}
        </ContactLink>
      );
  }
};
