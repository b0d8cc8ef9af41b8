import type { SVGProps } from 'react';

interface IconProps extends Omit<SVGProps<SVGSVGElement>, 'stroke'> {
  /** Width and height in CSS pixels. */
  readonly size?: number;
  /** Width of the lines, on a grid of 24 by 24. */
  readonly stroke?: number;
}

/** A line icon in the current text colour; without `aria-hidden`, the control that holds it names itself. */
export type Icon = (props: IconProps) => React.JSX.Element;

/** @param paths on a grid of 24 by 24 */
export const drawn =
  (...paths: readonly string[]): Icon =>
  ({ size = 24, stroke = 2, ...rest }) => (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={stroke}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...rest}
    >
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
