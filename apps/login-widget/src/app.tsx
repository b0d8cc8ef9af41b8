import type { InteractionView } from '@postern/contracts';
import { applyAccent } from '@postern/ui';
import { useEffect, useLayoutEffect, useState } from 'react';
import { appearanceOf, AppearanceProvider } from './appearance/appearance-context';
import { applyCorner } from './appearance/apply-corner';
import { prepareScreens } from './attempt-screens';
import type { WidgetAddress } from './interaction/address';
import { FlowContext, type Departure } from './interaction/interaction-flow';
import type { InteractionApi } from './interaction/interaction.api';
import { leaveTo } from './interaction/leave-to';
import { knownApplications } from './interaction/browser-memory';
import { useInteraction } from './interaction/use-interaction';
import { LeavingScreen } from './screens/leaving.screen';
import { LoadingScreen } from './screens/loading.screen';
import { ProblemScreen } from './screens/problem.screen';
import { SecondScreenContext } from './shell/heading';
import { SignIn } from './sign-in';

interface AppProps {
  readonly address: WidgetAddress;
  readonly api: InteractionApi;
  /** The request for the view, started before the first render. */
  readonly first: Promise<InteractionView>;
}

interface Leaving {
  readonly departure: Departure;
  readonly address: string;
}

export const App = ({ address, api, first }: AppProps) => {
  const { state, reload, fail } = useInteraction(api, first, prepareScreens);
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const appearance = appearanceOf(state.kind === 'ready' ? state.view : {});
  const { accent, corner } = appearance;

  useLayoutEffect(() => {
    applyAccent(document.documentElement, accent?.color ?? null, accent?.text);
    applyCorner(document.documentElement, corner);
  }, [accent?.color, accent?.text, corner]);
  useEffect(() => {
    const comeBack = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) setLeaving(null);
    };
    window.addEventListener('pageshow', comeBack);
    return () => window.removeEventListener('pageshow', comeBack);
  }, []);

  if (state.kind === 'loading') return <LoadingScreen />;
  if (state.kind === 'failed') {
    return <ProblemScreen problem={state.problem} application={knownApplications.get(address.uid)} onRetry={reload} />;
  }
  const { view } = state;
  const leave = (departure: Departure, { location }: { readonly location: string }): void => {
    setLeaving({ departure, address: location });
    leaveTo(location);
  };
  return (
    <FlowContext value={{ api, view, leave, reload, fail }}>
      <AppearanceProvider value={appearance}>
        <SignIn error={address.error}>
          {leaving && (
            <SecondScreenContext value>
              <LeavingScreen {...leaving} application={view.application.name} />
            </SecondScreenContext>
          )}
        </SignIn>
      </AppearanceProvider>
    </FlowContext>
  );
};
