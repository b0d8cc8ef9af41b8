import type { ProviderLabels } from '@postern/contracts';

/** The part of the settings that is about new accounts. */
export const newAccountLabelsIt = {
  section: { label: 'Nuovi account', hint: 'Per i certificati che non appartengono ancora a nessuno.' },
  fields: {
    newAccounts: {
      label: 'Creare account',
      hint: 'Il ruolo è sempre membro. Ogni account conserva il suo certificato come identificativo.',
      options: {
        off: { label: 'No', hint: 'Il certificato viene collegato dalla persona o da un amministratore.' },
        after_confirmation: {
          label: 'Dopo conferma',
          hint: 'La persona vede che cosa viene ripreso dal certificato e conferma.',
        },
        at_once: { label: 'Subito', hint: 'Senza pagina. Si chiede solo se il nome utente o l’indirizzo esiste già.' },
      },
    },
    newUsername: {
      label: 'Nome utente',
      options: {
        email: { label: 'Indirizzo e-mail', hint: 'Per esempio ada@example.org' },
        upn: { label: 'User principal name', hint: 'Per esempio ada@corp.example, come lo scrive AD CS' },
        uid: { label: 'UID del soggetto', hint: 'Per esempio ada' },
        pattern: { label: 'Modello', hint: 'Come indicato sotto' },
      },
    },
    newUsernamePattern: {
      label: 'Modello per i nomi utente',
      hint: 'Per esempio {givenName}.{surname}. Possibili: {email}, {upn}, {uid}, {cn}, {givenName}, {surname}, {serialNumber}. Gli spazi diventano punti.',
    },
    newUsernameTaken: {
      label: 'Se il nome utente è già in uso',
      options: {
        number: { label: 'Aggiungere un numero', hint: 'ada-2, ada-3 e così via' },
        refuse: {
          label: 'Non creare l’account',
          hint: 'Si chiede alla persona di accedere e collegare il certificato.',
        },
      },
    },
    newName: {
      label: 'Nome',
      options: {
        cn: { label: 'Nome comune (CN)' },
        'given-and-surname': { label: 'Nome e cognome', hint: 'Se il certificato non ha entrambi, il nome comune.' },
      },
    },
    newEmail: {
      label: 'Indirizzo e-mail',
      options: {
        none: { label: 'Non ripreso' },
        unconfirmed: {
          label: 'Ripreso, non confermato',
          hint: 'Non consente l’accesso finché un amministratore non lo conferma.',
        },
        confirmed: {
          label: 'Ripreso come confermato',
          hint: 'Solo se la CA verifica gli indirizzi. Due account non hanno lo stesso indirizzo confermato.',
        },
      },
    },
    newGroups: { label: 'Gruppi', hint: 'I nuovi account vengono aggiunti a questi gruppi.' },
    newOrganization: {
      label: 'Organizzazione',
      hint: 'I nuovi account ne diventano membri. I metodi di un’organizzazione creano membri di quell’organizzazione.',
    },
    newFrom: {
      label: 'Solo certificati di',
      hint: 'Condizioni, una delle quali deve essere soddisfatta. Se non ce ne sono, ogni certificato accettato riceve un account.',
      add: 'Aggiungi condizione',
      columns: {
        issuer: { label: 'Emittente', options: { any: { label: 'Qualsiasi' } } },
        policy: { label: 'Policy', hint: 'OID; vuoto per qualsiasi' },
      },
    },
    newDomains: {
      label: 'Solo domini e-mail',
      hint: 'Uno per riga, come example.org. Vuoto: tutti. Un sottodominio richiede una riga propria.',
    },
    newPerDay: {
      label: 'Nuovi account al giorno',
      hint: 'Al massimo. Il giorno è quello di UTC. Oltre, compare un errore e il registro contiene un evento.',
    },
    refresh: {
      label: 'Aggiornare nome e indirizzo',
      options: {
        off: { label: 'Mai', hint: 'Ciò che è stato modificato resta.' },
        on: {
          label: 'A ogni accesso',
          hint: 'Solo per i membri. Un indirizzo che ha un altro account non viene ripreso.',
        },
      },
    },
  },
} satisfies { readonly section: object; readonly fields: ProviderLabels['fields'] };
