import { chooseLanguage, recallLanguage, startI18n } from '@postern/i18n';
import '@postern/ui/tokens.css';
import '@postern/ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { pageName } from './interaction/address';
import { takeGiven } from './interaction/given-sign-in';
import { openPage } from './open-page';

const given = takeGiven();
const page = openPage(location, given);
const { uiLocales, appearance } = given?.view ?? {};

await startI18n({
  language: chooseLanguage({
    ...{ ...recallLanguage(), uiLocales },
    ...{ browser: navigator.languages, offered: appearance?.languages },
  }),
  namespaces: pageName(location) === 'help' ? ['widget', 'help'] : ['errors', 'widget'],
});

const root = document.getElementById('root');
if (root) createRoot(root).render(<StrictMode>{page}</StrictMode>);
