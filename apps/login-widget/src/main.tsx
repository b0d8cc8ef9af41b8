import { chooseLanguage, recallLanguage, startI18n } from '@postern/i18n';
import '@postern/ui/tokens.css';
import '@postern/ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { readAddress } from './interaction/address';
import { createInteractionApi } from './interaction/interaction.api';

const address = readAddress(location);
const api = createInteractionApi(address);
// The view and the words travel at the same time.
const first = api.view();
first.catch(() => undefined);

await startI18n({
  language: chooseLanguage({ ...recallLanguage(), browser: navigator.languages }),
  namespaces: ['errors', 'widget'],
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App address={address} api={api} first={first} />
    </StrictMode>,
  );
}
