import { areas, useAdministers } from '../api/areas';
import { useMay } from '../api/may';
import {
  IconActivity,
  IconApi,
  IconApplications,
  IconRevocation,
  IconTrustAnchor,
  IconCertificate,
  IconConnected,
  IconEvents,
  IconFields,
  IconGateway,
  IconGroups,
  IconId,
  IconMethods,
  IconOverview,
  IconProfile,
  IconSessions,
  IconUsers,
} from '../components/icons';
import { useTranslation } from '@postern/i18n';
import { NavLink } from 'react-router';
import styles from './navigation.module.css';

const groups = [
  {
    title: 'nav.profile',
    items: [
      { to: '/profile', label: 'nav.main_information', Icon: IconProfile, scope: 'read:me' },
      { to: '/profile/identifiers', label: 'nav.identifiers', Icon: IconId, scope: 'read:me' },
      { to: '/profile/applications', label: 'nav.connected', Icon: IconConnected, scope: 'read:me' },
      { to: '/profile/sessions', label: 'nav.sessions', Icon: IconSessions, scope: 'read:me' },
      { to: '/profile/activity', label: 'nav.activity', Icon: IconActivity, scope: 'read:me' },
    ],
  },
  {
    title: 'nav.administration',
    items: [
      { to: '/admin/users', label: 'nav.users', Icon: IconUsers, scope: areas.users },
      { to: '/admin/groups', label: 'nav.groups', Icon: IconGroups, scope: areas.groups },
      { to: '/admin/fields', label: 'nav.fields', Icon: IconFields, scope: areas.fields },
      { to: '/admin/applications', label: 'nav.applications', Icon: IconApplications, scope: areas.applications },
      { to: '/admin/apis', label: 'nav.apis', Icon: IconApi, scope: areas.apis },
      { to: '/admin/gateway', label: 'nav.gateway', Icon: IconGateway, scope: areas.gateway },
      { to: '/admin/events', label: 'nav.events', Icon: IconEvents, scope: areas.events },
    ],
  },
  {
    title: 'nav.settings',
    items: [
      {
        to: '/admin/sign-in-methods',
        label: 'nav.sign_in_methods',
        Icon: IconMethods,
        scope: areas['sign-in-methods'],
      },
      {
        to: '/admin/trust-anchors',
        label: 'nav.trust_anchors',
        Icon: IconTrustAnchor,
        scope: areas['trust-anchors'],
      },
      { to: '/admin/certificates', label: 'nav.certificates', Icon: IconCertificate, scope: areas.certificates },
      { to: '/admin/revocation', label: 'nav.revocation', Icon: IconRevocation, scope: areas.revocation },
    ],
  },
] as const;

/** Links to the pages that the person may read. */
export const Navigation = ({ onNavigate }: { readonly onNavigate?: () => void }) => {
  const { t } = useTranslation('panel');
  const may = useMay();
  const readable = groups
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
    </nav>
  );
};
