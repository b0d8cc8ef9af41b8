import type { PictureVariants } from '@postern/contracts';

interface PictureProps extends PictureVariants {
  readonly className?: string;
  /** Width and height in pixels of a square. */
  readonly side?: number;
  /** Media query under which it is loaded at all. */
  readonly media?: string;
  /** `object-position` */
  readonly position?: string;
  readonly onError?: () => void;
}

/** A theme that the page was given decides; else the system does. */
const whenDark = (): string => {
  const { theme } = document.documentElement.dataset;
  if (theme === undefined) return '(prefers-color-scheme: dark)';
  return theme === 'dark' ? 'all' : 'not all';
};

/** A decoration with a variant for dark pages; the browser loads the one that is shown. */
export const Picture = ({ light, dark, className, side, media = 'all', position, onError }: PictureProps) => (
  <picture>
    {dark !== null && <source media={media === 'all' ? whenDark() : `${media} and ${whenDark()}`} srcSet={dark} />}
    <source media={media} srcSet={light} />
    <img
      className={className}
      style={{ objectPosition: position }}
      alt=""
      width={side}
      height={side}
      onError={onError}
    />
  </picture>
);
