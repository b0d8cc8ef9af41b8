import { areas, useAdministers } from '../api/areas';
import { useMay } from '../api/may';
import { useAdministeredOrganizations } from '../api/own-organizations';
import { IconOrganizations, IconOverview } from '../components/icons';
import { useTranslation } from '@postern/i18n';
import { NavLink } from 'react-router';
import styles from './navigation.module.css';
import { navigationGroups } from './navigation-groups';

/** Links to the pages that the person may read. */
export const Navigation = ({ onNavigate }: { readonly onNavigate?: () => void }) => {
  const { t } = useTranslation('panel');
  const may = useMay();
  const readable = navigationGroups
    .map(({ title, items }) => ({ title, items: items.filter(({ scope }) => may(scope)) }))
    .filter(({ items }) => items.length > 0);

  const administers = useAdministers();

  return (
    <nav aria-label={t('nav.label')} className={styles.navigation}>
      {administers && (
        <NavLink to="/admin/overview" className={styles.link} onClick={onNavigate}>
          <IconOverview size={18} stroke={1.6} aria-hidden />
          {t('nav.overview')}
        </NavLink>
      )}
      {readable.map(({ title, items }) => (
        <section key={title} aria-label={t(title)}>
          <h2 className={styles.title}>{t(title)}</h2>
          <ul>
            {items.map(({ to, label, Icon }) => (
              <li key={to}>
                <NavLink to={to} end={to === '/profile'} className={styles.link} onClick={onNavigate}>
                  <Icon size={18} stroke={1.6} aria-hidden />
                  {t(label)}
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {!may(areas.organizations) && <OwnOrganizations onNavigate={onNavigate} />}
    </nav>
  );
};

/** The organizations that the person helps to administer, for people who cannot list all. */
const OwnOrganizations = ({ onNavigate }: { readonly onNavigate?: () => void }) => {
  const { t } = useTranslation('panel');
  const organizations = useAdministeredOrganizations();
  if (organizations === undefined || organizations.length === 0) return null;
  return (
    <section aria-label={t('nav.organizations')}>
      <h2 className={styles.title}>{t('nav.organizations')}</h2>
      <ul>
        {organizations.map(({ id, name }) => (
          <li key={id}>
            <NavLink to={`/admin/organizations/${id}`} className={styles.link} onClick={onNavigate}>
              <IconOrganizations size={18} stroke={1.6} aria-hidden />
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </section>
  );
};
