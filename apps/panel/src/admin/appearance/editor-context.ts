import type { AppearanceField, AppearanceInput, AppearanceRecord } from '@postern/contracts';
import { createContext, use } from 'react';
import type { Draft } from './draft';

export interface Editor {
  readonly record: AppearanceRecord;
  readonly draft: Draft;
  readonly change: (input: AppearanceInput) => void;
  /** By field, in the person's language. */
  readonly errors: Readonly<Partial<Record<AppearanceField, string>>>;
}

export const EditorContext = createContext<Editor | null>(null);

export const useEditor = (): Editor => {
  const editor = use(EditorContext);
  if (!editor) throw new Error('outside of the editor');
  return editor;
};
