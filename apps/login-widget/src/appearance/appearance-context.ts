import type { PageAppearance } from '@postern/contracts';
import { createContext, useContext } from 'react';

/** What the page shows where nobody set anything, and on pages of no application. */
const usual: PageAppearance = {
  ...{ title: null, logo: null, cover: null, showLogo: true, showFooter: true, showMethodLogos: true },
  ...{ accent: null, corner: null, cardText: null, belowText: null, helpContact: null, languages: null },
};

const AppearanceContext = createContext(usual);

export const AppearanceProvider = AppearanceContext;

export const useAppearance = (): PageAppearance => useContext(AppearanceContext);

export const appearanceOf = ({ appearance = usual }: { readonly appearance?: PageAppearance }): PageAppearance =>
  appearance;
