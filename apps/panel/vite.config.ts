import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/panel/',
  plugins: [react()],
  resolve: { conditions: ['@postern/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    // The content security policy forbids data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
