import { defineConfig, mergeConfig } from 'vite';
import page from './vite.config';

/** The preview for the panel, built beside the sign-in page: in one build they would share chunks, and the page would load what only the preview needs. */
export default mergeConfig(
  page,
  defineConfig({
    build: {
      emptyOutDir: false,
      assetsDir: 'assets/preview',
      copyPublicDir: false,
      rollupOptions: { input: `${import.meta.dirname}/preview.html` },
    },
  }),
);
