import type { ProviderLabels } from '@postern/contracts';

/** The part of the settings that is about new accounts. */
export const newAccountLabelsDe = {
  section: { label: 'Neue Konten', hint: 'Für Zertifikate, die noch niemandem gehören.' },
  fields: {
    newAccounts: {
      label: 'Konten anlegen',
      hint: 'Die Rolle ist immer Mitglied. Jedes Konto behält sein Zertifikat als Kennung.',
      options: {
        off: { label: 'Aus', hint: 'Das Zertifikat wird von der Person oder von der Administration verknüpft.' },
        after_confirmation: {
          label: 'Nach Bestätigung',
          hint: 'Die Person sieht, was aus dem Zertifikat übernommen wird, und bestätigt.',
        },
        at_once: {
          label: 'Sofort',
          hint: 'Ohne Rückfrage. Nur wenn es Benutzername oder Adresse schon gibt, wird gefragt.',
        },
      },
    },
    newUsername: {
      label: 'Benutzername',
      options: {
        email: { label: 'E-Mail-Adresse', hint: 'Zum Beispiel ada@example.org' },
        upn: { label: 'User Principal Name', hint: 'Zum Beispiel ada@corp.example, wie AD CS ihn schreibt' },
        uid: { label: 'UID im Antragsteller', hint: 'Zum Beispiel ada' },
        pattern: { label: 'Muster', hint: 'Wie unten angegeben' },
      },
    },
    newUsernamePattern: {
      label: 'Muster für Benutzernamen',
      hint: 'Zum Beispiel {givenName}.{surname}. Möglich: {email}, {upn}, {uid}, {cn}, {givenName}, {surname}, {serialNumber}. Aus Leerzeichen werden Punkte.',
    },
    newUsernameTaken: {
      label: 'Wenn der Benutzername vergeben ist',
      options: {
        number: { label: 'Zahl anhängen', hint: 'ada-2, ada-3 und so weiter' },
        refuse: {
          label: 'Kein Konto anlegen',
          hint: 'Die Person wird gebeten, sich anzumelden und das Zertifikat zu verknüpfen.',
        },
      },
    },
    newName: {
      label: 'Name',
      options: {
        cn: { label: 'Allgemeiner Name (CN)' },
        'given-and-surname': {
          label: 'Vor- und Nachname',
          hint: 'Fehlt einer davon im Zertifikat, der allgemeine Name.',
        },
      },
    },
    newEmail: {
      label: 'E-Mail-Adresse',
      options: {
        none: { label: 'Nicht übernehmen' },
        unconfirmed: {
          label: 'Unbestätigt übernehmen',
          hint: 'Meldet niemanden an, bis die Administration sie bestätigt.',
        },
        confirmed: {
          label: 'Als bestätigt übernehmen',
          hint: 'Nur wenn die CA Adressen prüft. Keine zwei Konten haben dieselbe bestätigte Adresse.',
        },
      },
    },
    newGroups: { label: 'Gruppen', hint: 'Neue Konten kommen in diese Gruppen.' },
    newOrganization: {
      label: 'Organisation',
      hint: 'Neue Konten werden Mitglied dieser Organisation. Methoden einer Organisation legen Mitglieder dieser Organisation an.',
    },
    newFrom: {
      label: 'Nur Zertifikate von',
      hint: 'Bedingungen, von denen eine erfüllt sein muss. Ohne Bedingung erhält jedes akzeptierte Zertifikat ein Konto.',
      add: 'Bedingung hinzufügen',
      columns: {
        issuer: { label: 'Aussteller', options: { any: { label: 'Jeder' } } },
        policy: { label: 'Richtlinie', hint: 'OID; leer für jede' },
      },
    },
    newDomains: {
      label: 'Nur E-Mail-Domains',
      hint: 'Eine je Zeile, etwa example.org. Leer: alle. Subdomains brauchen eine eigene Zeile.',
    },
    newPerDay: {
      label: 'Neue Konten am Tag',
      hint: 'Höchstens. Es gilt der Tag nach UTC. Danach erscheint ein Fehler, und im Ereignisprotokoll steht ein Eintrag.',
    },
    refresh: {
      label: 'Name und Adresse auffrischen',
      options: {
        off: { label: 'Nie', hint: 'Was geändert wurde, bleibt.' },
        on: {
          label: 'Bei jeder Anmeldung',
          hint: 'Nur bei Mitgliedern. Eine Adresse, die ein anderes Konto hat, wird nicht übernommen.',
        },
      },
    },
  },
} satisfies { readonly section: object; readonly fields: ProviderLabels['fields'] };
