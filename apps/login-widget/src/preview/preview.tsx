import type { PreviewMessage } from '@postern/contracts';
import { applyAccent } from '@postern/ui';
import { useLayoutEffect } from 'react';
import { appearanceOf, AppearanceProvider } from '../appearance/appearance-context';
import { applyCorner } from '../appearance/apply-corner';
import { FlowContext } from '../interaction/interaction-flow';
import type { InteractionApi } from '../interaction/interaction.api';
import { SignIn } from '../sign-in';
import { sampleView } from './samples';

const never = (): Promise<never> => new Promise(() => undefined);

/** A server that never answers. */
const nobody = new Proxy({} as InteractionApi, { get: (_, name) => (name === 'now' ? Date.now : never) });

/** One screen of the sign-in page with invented data. */
export const Preview = ({ screen, application, appearance }: PreviewMessage) => {
  const view = sampleView(screen, application, appearance);
  const { accent, corner } = appearanceOf(view);

  useLayoutEffect(() => {
    applyAccent(document.documentElement, accent?.color ?? null, accent?.text);
    applyCorner(document.documentElement, corner);
  }, [accent?.color, accent?.text, corner]);

  return (
    <FlowContext value={{ api: nobody, view, leave: () => undefined, reload: never, fail: () => undefined }}>
      <AppearanceProvider value={appearance}>
        <SignIn key={screen} error={screen === 'error' ? 'handoff.invalid' : null} />
      </AppearanceProvider>
    </FlowContext>
  );
};
