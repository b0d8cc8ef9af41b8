import { type PreviewMessage, previewReady, previewScreens } from '@postern/contracts';

/** Tools that look at pages post messages of their own to every frame. */
const isPreview = (data: unknown): data is PreviewMessage =>
  previewScreens.some((screen) => screen === (data as Partial<PreviewMessage> | null)?.screen);

/** Calls `show` with what the panel sends. Only pages of this origin are listened to, and only the one that shows this frame. */
export const listenToPanel = (show: (message: PreviewMessage) => void): void => {
  window.addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin === location.origin && source === window.parent && isPreview(data)) show(data);
  });
  window.parent.postMessage(previewReady, location.origin);
};
