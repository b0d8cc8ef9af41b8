import type { PreviewMessage } from '@postern/contracts';
import { addNamespaces, showLanguage, startI18n } from '@postern/i18n';
import '@postern/ui/tokens.css';
import '@postern/ui/base.css';
import { createRoot } from 'react-dom/client';
import { prepareScreens } from '../attempt-screens';
import { listenToPanel } from './messages';
import { Preview } from './preview';
import { sampleView } from './samples';

await startI18n({ language: 'en', namespaces: ['errors', 'widget', 'consent', 'certificate', 'required'] });

const element = document.getElementById('root')!;
// Nothing in it can be pressed or take the focus from the form beside it.
element.inert = true;
const root = createRoot(element);
/** The last message; what an earlier one waits for is not shown any more. */
let latest: PreviewMessage | undefined;

listenToPanel(async (message) => {
  latest = message;
  const { dataset, style } = document.documentElement;
  dataset['theme'] = message.theme;
  style.fontSize = message.large ? '200%' : '';
  await showLanguage(message.language);
  await addNamespaces(['expiry']);
  await prepareScreens(sampleView(message.screen, message.application, message.appearance));
  if (latest === message) root.render(<Preview {...message} />);
});
