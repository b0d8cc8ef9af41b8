import { useErrorText, useTranslation } from '@postern/i18n';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { problemOf } from '../api/problem-of';
import { IconBack } from '../components/icons';
import styles from './page.module.css';

export interface PageProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** The one primary action. */
  readonly action?: ReactNode;
  /** The parent page, for pages about one object. */
  readonly back?: { readonly to: string; readonly label: string };
  /** Shown next to the title, such as a state. */
  readonly badge?: ReactNode;
  /** Text and forms are easier to read in a narrow column; tables use the full width. */
  readonly narrow?: boolean;
  /** The part of `title` that is shown, for the browser tab. */
  readonly part?: string;
  /** Why the page cannot be shown; also used in the browser tab. */
  readonly error?: unknown;
  readonly children: ReactNode;
}

/** Title, one primary action on the right, and a description of the page. */
export const Page = (props: PageProps) => {
  const { title, description, action, back, badge, narrow = false, part, error = null, children } = props;
  const { t } = useTranslation('panel');
  const errorText = useErrorText();
  const named = error === null ? title : errorText(problemOf(error).code).title;
  useEffect(() => {
    document.title = [part, named, 'Postern'].filter(Boolean).join(' · ');
  }, [part, named]);

  return (
    <div className={styles.page} data-narrow={narrow || undefined}>
      {back && (
        <Link to={back.to} className={styles.back} aria-label={t('page.back_to', { page: back.label })}>
          <IconBack size={16} stroke={1.6} aria-hidden />
          {back.label}
        </Link>
      )}
      <div className={styles.head}>
        <div className={styles.words}>
          <h1 className={styles.title}>
            {title}
            {badge}
          </h1>
          {description && <p className={styles.description}>{description}</p>}
        </div>
        {action && <div className={styles.action}>{action}</div>}
      </div>
      {children}
    </div>
  );
};

export interface SectionProps {
  readonly title: string;
  readonly description?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A section of a page, with its own heading. */
export const Section = ({ title, description, action, children }: SectionProps) => (
  <section className={styles.section} aria-label={title}>
    <div className={styles.sectionHead}>
      <div className={styles.words}>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {description && <p className={styles.description}>{description}</p>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
    {children}
  </section>
);
