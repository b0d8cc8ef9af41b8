/** Pixels of the design tokens `--radius-small`, `--radius` and `--radius-large`. */
const usual = { '--radius-small': 4, '--radius': 8, '--radius-large': 12 } as const;

/** Rounds the card by `corner` pixels and what is in it in proportion, through the CSSOM so that no inline style is needed; null: as usual. */
export const applyCorner = ({ style }: HTMLElement, corner: number | null): void => {
  for (const [name, pixels] of Object.entries(usual)) {
    if (corner === null) style.removeProperty(name);
    else style.setProperty(name, `${(corner * pixels) / usual['--radius-large']}px`);
  }
};
