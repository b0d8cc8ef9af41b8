import { describe, expect, it } from 'vitest';
import { currentSpeech, startI18n } from './i18n';
import { panelFiles } from './panel-files';
import type { Namespace } from './resources';

const present = Object.keys(import.meta.glob('./locales/en/*.json')).map(
  (path) => path.slice('./locales/en/'.length, -'.json'.length) as Namespace,
);

describe('the files of the catalogue', () => {
  it('are each loaded by an app', async () => {
    await startI18n({ language: 'en', namespaces: present, files: panelFiles });

    const { messages } = currentSpeech();
    expect(present.filter((name) => (messages[name]?.size ?? 0) === 0)).toEqual([]);
    expect(present).toContain('consent');
  });
});
