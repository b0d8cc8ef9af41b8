import type { ProviderLabels } from '@postern/contracts';
import { newAccountLabelsIt } from './new-account.labels.it.js';
import { keyUsageLabels } from './key-usage-labels.js';

const identifies = 'identifica questo certificato';
const trusts = 'si basa su un nome dato dalla CA';

export const mtlsLabelsIt: ProviderLabels = {
  kind: 'Certificato (mTLS)',
  methodName: 'mTLS',
  hint: 'Continua con una smart card o un certificato su questo dispositivo',
  sections: {
    mapping: { label: 'Trovare l’account', hint: 'Altre impostazioni delle regole qui sopra.' },
    policy: { label: 'Quali certificati si accettano', hint: 'Oltre a emittente, date e revoca, sempre verificati.' },
    levels: { label: 'Livelli', hint: 'Che cosa un accesso con certificato dimostra alle applicazioni.' },
    origin: { label: 'Indirizzo dei certificati', hint: 'Dove i browser presentano i certificati per questo metodo.' },
    accounts: newAccountLabelsIt.section,
  },
  fields: {
    trustAnchors: {
      label: 'Ancore di fiducia',
      hint: 'Certificati degli emittenti i cui certificati vengono accettati. Includa le CA che emettono certificati per le persone, non solo la radice: i browser propongono solo certificati che possono ricondurre a una di esse.',
    },
    rules: {
      label: 'Regole',
      add: 'Aggiungi regola',
      hint: 'Dall’alto in basso: decide la prima regola che trova un account. Se ne trova due, nessuno accede.',
      columns: {
        source: {
          label: 'Parte del certificato',
          options: {
            certificate: {
              label: 'Questo certificato (SHA-256)',
              hint: 'Un certificato rinnovato va collegato di nuovo.',
              badge: identifies,
            },
            'public-key': {
              label: 'La sua chiave pubblica',
              hint: 'Un certificato rinnovato con la stessa chiave continua a funzionare.',
              badge: identifies,
            },
            'issuer-and-subject': {
              label: 'Emittente e nome del titolare',
              hint: 'Funziona ogni certificato con lo stesso emittente e titolare. L’emittente non deve mai dare lo stesso nome a due persone.',
              badge: trusts,
            },
            'issuer-and-serial': {
              label: 'Emittente e numero di serie',
              hint: 'I numeri di serie sono unici solo entro una CA, perciò si confronta anche l’emittente.',
              badge: identifies,
            },
            'subject-key-identifier': {
              label: 'Emittente e identificatore della chiave',
              hint: 'Il nome che la CA ha dato alla chiave.',
              badge: identifies,
            },
            'san-email': {
              label: 'Indirizzo e-mail (SAN)',
              hint: 'Si provano tutti gli indirizzi del certificato.',
              badge: trusts,
              example: 'ada@example.org',
            },
            'san-upn': {
              label: 'Nome principale utente (SAN)',
              hint: 'Come per l’accesso a Windows con smart card.',
              badge: trusts,
              example: 'ada@corp.example',
            },
            'san-uri': {
              label: 'URI (SAN)',
              hint: 'Per esempio urn:uuid:… sulle carte PIV.',
              badge: trusts,
              example: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
            },
            'san-dns': {
              label: 'Nome DNS (SAN)',
              hint: 'Per certificati di dispositivi.',
              badge: trusts,
              example: 'laptop-7.example.org',
            },
            'san-other': {
              label: 'Altro nome (SAN) per OID',
              hint: 'FASC-N o un numero nazionale. Ciò che non è testo si legge in esadecimale.',
              badge: trusts,
              argument: 'OID',
              example: '2.16.840.1.101.3.6.6',
            },
            subject: {
              label: 'Attributo del titolare',
              hint: 'CN, emailAddress, UID, serialNumber o un OID.',
              badge: trusts,
              argument: 'Attributo',
              example: 'CN',
            },
            'subject-pattern': {
              label: 'Espressione sul titolare',
              hint: 'Sintassi RE2 con un solo gruppo tra parentesi, sul testo RFC 4514. Inizi con ^, perché un nome può contenere qualunque cosa.',
              badge: trusts,
              argument: 'Espressione',
              example: '^UID=(\\w+),',
            },
          },
        },
        field: {
          label: 'Account',
          options: {
            linked: { label: 'Identificatore collegato', hint: 'Il certificato è stato collegato all’account.' },
            username: { label: 'Nome utente', hint: 'Il valore viene confrontato con i nomi utente.' },
            email: { label: 'Indirizzo e-mail', hint: 'Il valore viene confrontato con gli indirizzi e-mail.' },
          },
        },
      },
    },
    formerSources: {
      label: 'Regole precedenti',
      hint: 'Con gli identificatori collegati secondo queste regole si può ancora accedere. Tolga una riga per impedirlo.',
    },
    unconfirmedEmail: {
      label: 'Indirizzi e-mail non confermati',
      options: {
        refused: {
          label: 'Ignorati',
          hint: 'Si confrontano solo gli indirizzi confermati da un amministratore.',
        },
        allowed: {
          label: 'Accettati',
          hint: 'Chiunque può indicare qualsiasi indirizzo nel profilo. Se due persone hanno lo stesso, nessuna delle due può accedere con esso.',
        },
      },
    },
    affinity: {
      label: 'Accetta',
      options: {
        any: {
          label: 'Tutte le regole',
          hint: 'Anche le regole per nome consentono l’accesso, a un livello più basso.',
        },
        high: {
          label: 'Solo regole che identificano il certificato',
          hint: 'Un nome da solo non consente l’accesso.',
        },
      },
    },
    publicAuthorities: {
      label: 'CA pubbliche confermate',
      hint: 'Le CA pubbliche emettono certificati per chiunque. Se un nome nei loro certificati può identificare un account, scriva il nome esatto di ciascuna, uno per riga.',
    },
    keyUsage: {
      label: 'L’uso della chiave deve includere',
      hint: 'Se non ne seleziona nessuno, si richiede solo ciò che serve a TLS.',
      options: keyUsageLabels,
    },
    purposes: {
      label: 'Scopi',
      hint: 'Usi estesi della chiave, uno per riga: clientAuth, smartcardLogon o un OID. I browser propongono solo certificati con clientAuth.',
    },
    purposesMatch: {
      label: 'Scopi: quanti',
      options: {
        any: { label: 'Ne basta uno' },
        all: { label: 'Servono tutti' },
      },
    },
    policies: {
      label: 'Policy di certificazione',
      hint: 'OID, uno per riga, nella numerazione dell’ancora di fiducia. Anche le CA intermedie devono dichiararle (RFC 5280 §6).',
    },
    policiesMatch: {
      label: 'Policy: quante',
      options: {
        any: { label: 'Ne basta una' },
        all: { label: 'Servono tutte' },
      },
    },
    leastRsa: {
      label: 'Chiave RSA più corta',
      options: {
        '2048': { label: '2048 bit' },
        '3072': { label: '3072 bit' },
      },
    },
    leastCurve: {
      label: 'Curva più piccola',
      options: {
        'P-256': { label: 'P-256 o Ed25519' },
        'P-384': { label: 'P-384' },
      },
    },
    longestValidity: { label: 'Validità massima', hint: 'In giorni. Se vuoto, qualsiasi.' },
    brainpool: {
      label: 'Chiavi Brainpool',
      hint: 'Chiavi su curve Brainpool, come quelle delle carte d’identità e professionali tedesche. Vale anche per le ancore di fiducia.',
      options: {
        refused: {
          label: 'Rifiutate',
          hint: 'I certificati e le ancore di fiducia con tali chiavi vengono rifiutati.',
        },
        allowed: {
          label: 'Consentite',
          hint: 'I certificati e le ancore di fiducia con chiavi su brainpoolP256r1, P384r1 e P512r1 vengono accettati.',
        },
      },
    },
    levels: {
      label: 'Regole di livello',
      add: 'Aggiungi regola di livello',
      hint: 'Decide la prima adatta. Se nessuna è adatta, il livello è «certificato», o «solo per nome» se l’account è stato trovato tramite un nome.',
      columns: {
        issuer: { label: 'Emittente', options: { any: { label: 'Qualsiasi' } } },
        policy: { label: 'Policy', hint: 'OID; vuoto per qualsiasi' },
        level: {
          label: 'Livello',
          options: {
            'urn:postern:acr:certificate': { label: 'Certificato' },
            'urn:postern:acr:certificate-hardware': {
              label: 'Certificato su hardware',
              hint: 'Secondo la CA; nient’altro prova che la chiave sia su una carta.',
            },
            'urn:postern:acr:two-factors': { label: 'Due fattori', hint: 'Carta e PIN, secondo la CA.' },
          },
        },
        affinity: {
          label: 'Si applica a',
          options: {
            any: { label: 'Tutte le regole' },
            high: { label: 'Solo regole che identificano il certificato' },
          },
        },
      },
    },
    hostName: {
      label: 'Nome host proprio',
      hint: 'Ad esempio acme. I browser propongono allora solo i certificati delle CA di questo metodo. Se il campo è vuoto, si usa l’indirizzo comune.',
    },
    caNames: {
      label: 'Nomi delle CA',
      options: {
        sent: { label: 'Inviati', hint: 'I browser propongono solo i certificati di queste CA.' },
        none: {
          label: 'Non inviati',
          hint: 'I browser propongono tutti i certificati. Per un numero molto grande di CA.',
        },
      },
    },
    ...newAccountLabelsIt.fields,
  },
};
