import type { ProviderLabels } from '@postern/contracts';

/** The part of the settings that is about new accounts. */
export const newAccountLabelsFr = {
  section: { label: 'Nouveaux comptes', hint: 'Pour les certificats qui n’appartiennent encore à personne.' },
  fields: {
    newAccounts: {
      label: 'Créer des comptes',
      hint: 'Le rôle est toujours membre. Chaque compte garde son certificat comme identifiant.',
      options: {
        off: { label: 'Non', hint: 'La personne ou un administrateur associe le certificat.' },
        after_confirmation: {
          label: 'Après confirmation',
          hint: 'La personne voit ce qui est repris du certificat et confirme.',
        },
        at_once: {
          label: 'Immédiatement',
          hint: 'Sans page. La question n’est posée que si le nom d’utilisateur ou l’adresse existe déjà.',
        },
      },
    },
    newUsername: {
      label: 'Nom d’utilisateur',
      options: {
        email: { label: 'Adresse e-mail', hint: 'Par exemple ada@example.org' },
        upn: { label: 'User principal name', hint: 'Par exemple ada@corp.example, comme l’écrit AD CS' },
        uid: { label: 'UID du sujet', hint: 'Par exemple ada' },
        pattern: { label: 'Modèle', hint: 'Comme indiqué ci-dessous' },
      },
    },
    newUsernamePattern: {
      label: 'Modèle des noms d’utilisateur',
      hint: 'Par exemple {givenName}.{surname}. Possibles : {email}, {upn}, {uid}, {cn}, {givenName}, {surname}, {serialNumber}. Les espaces deviennent des points.',
    },
    newUsernameTaken: {
      label: 'Si le nom d’utilisateur est pris',
      options: {
        number: { label: 'Ajouter un numéro', hint: 'ada-2, ada-3, etc.' },
        refuse: {
          label: 'Ne pas créer de compte',
          hint: 'La personne est invitée à se connecter et à associer le certificat.',
        },
      },
    },
    newName: {
      label: 'Nom',
      options: {
        cn: { label: 'Nom commun (CN)' },
        'given-and-surname': { label: 'Prénom et nom', hint: 'Si le certificat n’a pas les deux, le nom commun.' },
      },
    },
    newEmail: {
      label: 'Adresse e-mail',
      options: {
        none: { label: 'Non reprise' },
        unconfirmed: {
          label: 'Reprise, non confirmée',
          hint: 'Elle ne permet pas de se connecter avant qu’un administrateur la confirme.',
        },
        confirmed: {
          label: 'Reprise comme confirmée',
          hint: 'Seulement si l’autorité vérifie les adresses. Deux comptes n’ont jamais la même adresse confirmée.',
        },
      },
    },
    newGroups: { label: 'Groupes', hint: 'Les nouveaux comptes sont ajoutés à ces groupes.' },
    newOrganization: {
      label: 'Organisation',
      hint: 'Les nouveaux comptes en deviennent membres. Les méthodes d’une organisation créent des membres de cette organisation.',
    },
    newFrom: {
      label: 'Seulement les certificats de',
      hint: 'Conditions dont une doit être remplie. Sans condition, tout certificat accepté obtient un compte.',
      add: 'Ajouter une condition',
      columns: {
        issuer: { label: 'Émetteur', options: { any: { label: 'Tous' } } },
        policy: { label: 'Politique', hint: 'OID ; vide pour toutes' },
      },
    },
    newDomains: {
      label: 'Seulement les domaines e-mail',
      hint: 'Un par ligne, par exemple example.org. Vide : tous. Un sous-domaine demande sa propre ligne.',
    },
    newPerDay: {
      label: 'Nouveaux comptes par jour',
      hint: 'Au plus. Le jour est celui d’UTC. Au-delà, une erreur s’affiche et le journal contient un événement.',
    },
    refresh: {
      label: 'Actualiser le nom et l’adresse',
      options: {
        off: { label: 'Jamais', hint: 'Ce qui a été modifié reste.' },
        on: {
          label: 'À chaque connexion',
          hint: 'Pour les membres seulement. Une adresse qu’a un autre compte n’est pas reprise.',
        },
      },
    },
  },
} satisfies { readonly section: object; readonly fields: ProviderLabels['fields'] };
