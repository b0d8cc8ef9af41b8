import { chooseLanguage, panelFiles, recallLanguage, startI18n } from '@postern/i18n';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './theme/kit.css';
import '@postern/ui/tokens.css';
import '@postern/ui/base.css';
import './theme/theme.css';
import { Panel } from './panel';
import { openSession } from './session/open-session';
import { KitProvider } from './theme/kit-provider';

const { chosen, stored } = recallLanguage();
await startI18n({
  language: chooseLanguage({ chosen, stored, browser: navigator.languages }),
  namespaces: ['panel', 'errors', 'expiry', 'certificate'],
  files: panelFiles,
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <KitProvider>
      {/* Started once per page load, even if React renders twice. */}
      <Panel opening={openSession()} />
    </KitProvider>
  </StrictMode>,
);
