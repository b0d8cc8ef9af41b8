import type { ProviderLabels } from '@postern/contracts';

/** The part of the settings that is about new accounts. */
export const newAccountLabelsEn = {
  section: { label: 'New accounts', hint: 'For certificates that belong to no one yet.' },
  fields: {
    newAccounts: {
      label: 'Create accounts',
      hint: 'The role is always member. Each account keeps its certificate as an identifier.',
      options: {
        off: { label: 'Off', hint: 'People link their certificate, or an administrator does.' },
        after_confirmation: {
          label: 'After confirmation',
          hint: 'People see what is taken from the certificate and confirm.',
        },
        at_once: {
          label: 'Immediately',
          hint: 'Without a page. People are asked only if the username or address exists already.',
        },
      },
    },
    newUsername: {
      label: 'Username',
      options: {
        email: { label: 'E-mail address', hint: 'For example ada@example.org' },
        upn: { label: 'User principal name', hint: 'For example ada@corp.example, as AD CS writes it' },
        uid: { label: 'UID in the subject', hint: 'For example ada' },
        pattern: { label: 'Pattern', hint: 'As given below' },
      },
    },
    newUsernamePattern: {
      label: 'Pattern for usernames',
      hint: 'For example {givenName}.{surname}. Possible: {email}, {upn}, {uid}, {cn}, {givenName}, {surname}, {serialNumber}. Spaces become dots.',
    },
    newUsernameTaken: {
      label: 'If the username is taken',
      options: {
        number: { label: 'Append a number', hint: 'ada-2, ada-3 and so on' },
        refuse: { label: 'Create no account', hint: 'People are asked to sign in and link the certificate.' },
      },
    },
    newName: {
      label: 'Name',
      options: {
        cn: { label: 'Common name (CN)' },
        'given-and-surname': {
          label: 'Given name and surname',
          hint: 'If the certificate lacks one of them, the common name.',
        },
      },
    },
    newEmail: {
      label: 'E-mail address',
      options: {
        none: { label: 'Not taken' },
        unconfirmed: { label: 'Taken, unconfirmed', hint: 'Signs no one in until an administrator confirms it.' },
        confirmed: {
          label: 'Taken as confirmed',
          hint: 'Only if the CA checks addresses. No two accounts have the same confirmed address.',
        },
      },
    },
    newGroups: { label: 'Groups', hint: 'New accounts are added to these groups.' },
    newOrganization: {
      label: 'Organization',
      hint: 'New accounts become members of it. Methods of an organization create members of that organization.',
    },
    newFrom: {
      label: 'Only certificates of',
      hint: 'Conditions, one of which has to be met. If there is none, every certificate that the method accepts gets an account.',
      add: 'Add condition',
      columns: {
        issuer: { label: 'Issuer', options: { any: { label: 'Any' } } },
        policy: { label: 'Policy', hint: 'OID; empty for any' },
      },
    },
    newDomains: {
      label: 'Only e-mail domains',
      hint: 'One per line, such as example.org. If empty, any. Subdomains need a line of their own.',
    },
    newPerDay: {
      label: 'New accounts a day',
      hint: 'At most. The day is that of UTC. Beyond it, people see an error and the event log has an entry.',
    },
    refresh: {
      label: 'Refresh name and address',
      options: {
        off: { label: 'Never', hint: 'What people or administrators change stays.' },
        on: {
          label: 'At each sign-in',
          hint: 'For members only. An address that another account has is not taken over.',
        },
      },
    },
  },
} satisfies { readonly section: object; readonly fields: ProviderLabels['fields'] };
