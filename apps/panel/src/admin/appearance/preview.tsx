import { SegmentedControl, Select, Switch } from '@mantine/core';
import {
  type Language,
  languages,
  type PageAppearance,
  type PreviewMessage,
  previewPath,
  previewReady,
  type PreviewScreen,
  previewScreens,
} from '@postern/contracts';
import { languageNames, useTranslation } from '@postern/i18n';
import { useEffect, useRef, useState } from 'react';
import styles from './appearance.module.css';

export interface PreviewProps {
  readonly application: string;
  readonly appearance: PageAppearance;
}

/** The sign-in page itself with invented data, in a frame of the same origin that can neither be pressed nor ask the server for anything. */
export const Preview = ({ application, appearance }: PreviewProps) => {
  const { t, i18n } = useTranslation('appearance');
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  const [screen, setScreen] = useState<PreviewScreen>('methods');
  const [language, setLanguage] = useState<Language>(i18n.language);
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const [width, setWidth] = useState<'phone' | 'desktop'>('phone');
  const [large, setLarge] = useState(false);
  const message: PreviewMessage = { screen, application, appearance, language, theme, large };
  const sent = JSON.stringify(message);

  useEffect(() => {
    const listen = ({ origin, source, data }: MessageEvent): void => {
      const isFrame = origin === location.origin && source === frame.current?.contentWindow;
      if (isFrame && data === previewReady) setReady(true);
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, []);

  useEffect(() => {
    if (ready) frame.current?.contentWindow?.postMessage(JSON.parse(sent), location.origin);
  }, [ready, sent]);

  return (
    <section className={styles.preview} aria-label={t('preview.title')}>
      <div className={styles.controls}>
        <Select
          label={t('preview.screen')}
          data={previewScreens.map((each) => ({ value: each, label: t(`preview.screens.${each}`) }))}
          value={screen}
          allowDeselect={false}
          onChange={(chosen) => setScreen((chosen ?? 'methods') as PreviewScreen)}
        />
        <Select
          label={t('preview.language')}
          data={languages.map((each) => ({ value: each, label: languageNames[each] }))}
          value={language}
          allowDeselect={false}
          onChange={(chosen) => setLanguage((chosen ?? 'en') as Language)}
        />
        <SegmentedControl
          aria-label={t('preview.theme')}
          data={(['light', 'dark'] as const).map((each) => ({ value: each, label: t(`preview.${each}`) }))}
          value={theme}
          onChange={(chosen) => setTheme(chosen as typeof theme)}
        />
        <SegmentedControl
          aria-label={t('preview.width')}
          data={(['phone', 'desktop'] as const).map((each) => ({ value: each, label: t(`preview.${each}`) }))}
          value={width}
          onChange={(chosen) => setWidth(chosen as typeof width)}
        />
        <Switch
          label={t('preview.large')}
          checked={large}
          onChange={({ currentTarget }) => setLarge(currentTarget.checked)}
        />
      </div>
      <div className={styles.stage} data-width={width} role="group" aria-label={t('preview.title')} tabIndex={0}>
        <iframe ref={frame} className={styles.frame} title={t('preview.title')} src={previewPath} tabIndex={-1} />
      </div>
    </section>
  );
};
