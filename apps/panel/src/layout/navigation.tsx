import { administrationRoles } from '../api/roles';
import { useMe } from '../api/me';
import {
  IconActivity,
  IconApi,
  IconApplications,
  IconAuthority,
  IconConnected,
  IconEvents,
  IconGateway,
  IconGroups,
  IconId,
  IconMethods,
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
    administration: false,
    items: [
      { to: '/profile', label: 'nav.main_information', Icon: IconProfile },
      { to: '/profile/identifiers', label: 'nav.identifiers', Icon: IconId },
      { to: '/profile/applications', label: 'nav.connected', Icon: IconConnected },
      { to: '/profile/sessions', label: 'nav.sessions', Icon: IconSessions },
      { to: '/profile/activity', label: 'nav.activity', Icon: IconActivity },
    ],
  },
  {
    title: 'nav.administration',
    administration: true,
    items: [
      { to: '/admin/users', label: 'nav.users', Icon: IconUsers },
      { to: '/admin/groups', label: 'nav.groups', Icon: IconGroups },
      { to: '/admin/applications', label: 'nav.applications', Icon: IconApplications },
      { to: '/admin/apis', label: 'nav.apis', Icon: IconApi },
      { to: '/admin/gateway', label: 'nav.gateway', Icon: IconGateway },
      { to: '/admin/events', label: 'nav.events', Icon: IconEvents },
    ],
  },
  {
    title: 'nav.settings',
    administration: true,
    items: [
      { to: '/admin/login-methods', label: 'nav.login_methods', Icon: IconMethods },
      { to: '/admin/client-authorities', label: 'nav.client_authorities', Icon: IconAuthority },
    ],
  },
] as const;

/** Where one can go; administration only for those whom the server lets in. */
export const Navigation = ({ onNavigate }: { readonly onNavigate?: () => void }) => {
  const { t } = useTranslation('panel');
  const { data: me } = useMe();
  const mayAdministrate = me !== undefined && administrationRoles.includes(me.role);

  return (
    <nav aria-label={t('nav.label')} className={styles.navigation}>
      {groups
        .filter(({ administration }) => !administration || mayAdministrate)
        .map(({ title, items }) => (
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
