import { areas } from '../api/areas';
import {
  IconActivity,
  IconApi,
  IconAppearance,
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
  IconOrganizations,
  IconProfile,
  IconSessions,
  IconUsers,
  IconServer,
} from '../components/icons';

/** Pages by their groups in the navigation, each with the scope that may read it. */
export const navigationGroups = [
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
      {
        to: '/admin/organizations',
        label: 'nav.organizations',
        Icon: IconOrganizations,
        scope: areas.organizations,
      },
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
      { to: '/admin/appearance', label: 'nav.appearance', Icon: IconAppearance, scope: areas.appearance },
      {
        to: '/admin/trust-anchors',
        label: 'nav.trust_anchors',
        Icon: IconTrustAnchor,
        scope: areas['trust-anchors'],
      },
      { to: '/admin/certificates', label: 'nav.certificates', Icon: IconCertificate, scope: areas.certificates },
      { to: '/admin/revocation', label: 'nav.revocation', Icon: IconRevocation, scope: areas.revocation },
      { to: '/admin/settings', label: 'nav.system_settings', Icon: IconServer, scope: areas.settings },
    ],
  },
] as const;
