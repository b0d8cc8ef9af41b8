import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import styles from './stacked-bars.module.css';

/** One of the things that a bar is made of. */
export interface Series {
  readonly key: string;
  readonly name: string;
  /** Its colour and pattern: 1 to 5, grey for the rest, or red for what went wrong. */
  readonly look: 1 | 2 | 3 | 4 | 'other' | 'bad';
  /** Its events. */
  readonly to: string;
}

export interface Period {
  /** ISO 8601 */
  readonly from: string;
  /** Below the bar. */
  readonly label: string;
  /** In full: `1 March, 14:00`. */
  readonly name: string;
  /** Its events. */
  readonly to: string;
  /** By key of the series. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface StackedBarsProps {
  readonly title: string;
  /** From the bottom. */
  readonly series: readonly Series[];
  readonly periods: readonly Period[];
}

/** Only so many labels fit below the bars. */
const labels = 6;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** A round number, at least as high as the highest bar: 1, 2 or 5 times a power of ten. */
const ceilingOf = (highest: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  return [1, 2, 5, 10].map((step) => step * power).find((one) => one >= highest) ?? 1;
};

/**
 * Figures over time. The drawing is for eyes and a mouse; the legend has the sums and the table every figure, for the keyboard and screen
 * readers. Series differ by pattern as well as by colour.
 */
export const StackedBars = ({ title, series, periods }: StackedBarsProps) => {
  const { t, i18n } = useTranslation('overview');
  const number = new Intl.NumberFormat(i18n.language);
  const total = ({ counts }: Period): number => sum(series.map(({ key }) => counts[key] ?? 0));
  const ceiling = ceilingOf(Math.max(...periods.map(total)));
  const every = Math.ceil(periods.length / labels);
  const described = (period: Period): string =>
    [
      period.name,
      ...series.flatMap(({ key, name }) =>
        period.counts[key] ? [`${name}: ${number.format(period.counts[key])}`] : [],
      ),
    ].join('\n');

  return (
    <figure className={styles.figure} aria-label={title}>
      <div className={styles.chart} aria-hidden="true">
        <span className={styles.ceiling}>{number.format(ceiling)}</span>
        <div className={styles.bars}>
          {periods.map((period) => (
            <Link key={period.from} to={period.to} tabIndex={-1} className={styles.column} title={described(period)}>
              <span className={styles.stack} style={{ height: `${(total(period) / ceiling) * 100}%` }}>
                {series.map(({ key, look }) =>
                  period.counts[key] ? (
                    <span key={key} className={styles.part} data-look={look} style={{ flexGrow: period.counts[key] }} />
                  ) : null,
                )}
              </span>
            </Link>
          ))}
        </div>
        <div className={styles.labels}>
          {periods
            .filter((_, index) => index % every === 0)
            .map(({ from, label }) => (
              <span key={from}>{label}</span>
            ))}
        </div>
      </div>
      <ul className={styles.legend}>
        {series.map(({ key, name, look, to }) => (
          <li key={key}>
            <span className={styles.swatch} data-look={look} aria-hidden="true" />
            <Link to={to}>{name}</Link>
            <strong>{number.format(sum(periods.map(({ counts }) => counts[key] ?? 0)))}</strong>
          </li>
        ))}
      </ul>
      <details className={styles.table}>
        <summary>{t('chart.table')}</summary>
        <div className={styles.scroller} tabIndex={0} role="region" aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('chart.from')}</th>
                {series.map(({ key, name }) => (
                  <th key={key} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {periods.map(({ from, name, to, counts }) => (
                <tr key={from}>
                  <th scope="row">
                    <Link to={to}>{name}</Link>
                  </th>
                  {series.map(({ key }) => (
                    <td key={key}>{number.format(counts[key] ?? 0)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
};
