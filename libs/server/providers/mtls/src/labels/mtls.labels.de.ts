import type { ProviderLabels } from '@postern/contracts';
import { newAccountLabelsDe } from './new-account.labels.de.js';
import { keyUsageLabels } from './key-usage-labels.js';

const identifies = 'erkennt dieses Zertifikat';
const trusts = 'verlässt sich auf einen Namen von der ausstellenden Stelle';

export const mtlsLabelsDe: ProviderLabels = {
  kind: 'Zertifikat (mTLS)',
  methodName: 'mTLS',
  hint: 'Mit Smartcard oder Zertifikat auf diesem Gerät fortfahren',
  sections: {
    mapping: { label: 'Konto finden', hint: 'Weitere Einstellungen zu den Regeln oben.' },
    policy: {
      label: 'Welche Zertifikate angenommen werden',
      hint: 'Zusätzlich zu Aussteller, Daten und Sperrung, die immer geprüft werden.',
    },
    levels: { label: 'Stufen', hint: 'Was eine Anmeldung mit Zertifikat den Anwendungen beweist.' },
    origin: { label: 'Zertifikatsadresse', hint: 'Wo Browser dieser Methode Zertifikate vorlegen.' },
    accounts: newAccountLabelsDe.section,
  },
  fields: {
    trustAnchors: {
      label: 'Vertrauensanker',
      hint: 'Zertifikate der Aussteller, deren Zertifikate angenommen werden. Nehmen Sie auch die Stellen auf, die für Personen ausstellen, nicht nur die Wurzel: Browser bieten nur Zertifikate an, deren Kette zu einer dieser Stellen führt.',
    },
    rules: {
      label: 'Regeln',
      add: 'Regel hinzufügen',
      hint: 'Von oben nach unten: Die erste Regel, die ein Konto findet, entscheidet. Findet sie zwei, wird niemand angemeldet.',
      columns: {
        source: {
          label: 'Teil des Zertifikats',
          options: {
            certificate: {
              label: 'Dieses Zertifikat (SHA-256)',
              hint: 'Ein erneuertes Zertifikat muss neu verknüpft werden.',
              badge: identifies,
            },
            'public-key': {
              label: 'Sein öffentlicher Schlüssel',
              hint: 'Ein erneuertes Zertifikat mit demselben Schlüssel gilt weiter.',
              badge: identifies,
            },
            'issuer-and-subject': {
              label: 'Aussteller und Inhabername',
              hint: 'Jedes Zertifikat mit demselben Aussteller und Inhabernamen gilt. Der Aussteller darf einen Namen nie zweimal vergeben.',
              badge: trusts,
            },
            'issuer-and-serial': {
              label: 'Aussteller und Seriennummer',
              hint: 'Seriennummern sind nur je Aussteller eindeutig, deshalb wird auch der Aussteller verglichen.',
              badge: identifies,
            },
            'subject-key-identifier': {
              label: 'Aussteller und Schlüsselkennung',
              hint: 'Der Name, den die ausstellende Stelle dem Schlüssel gegeben hat.',
              badge: identifies,
            },
            'san-email': {
              label: 'E-Mail-Adresse (SAN)',
              hint: 'Alle E-Mail-Adressen im Zertifikat werden geprüft.',
              badge: trusts,
              example: 'ada@example.org',
            },
            'san-upn': {
              label: 'Benutzerprinzipalname (SAN)',
              hint: 'Wie bei der Windows-Anmeldung mit Smartcard.',
              badge: trusts,
              example: 'ada@corp.example',
            },
            'san-uri': {
              label: 'URI (SAN)',
              hint: 'Zum Beispiel urn:uuid:… auf PIV-Karten.',
              badge: trusts,
              example: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
            },
            'san-dns': {
              label: 'DNS-Name (SAN)',
              hint: 'Für Zertifikate von Geräten.',
              badge: trusts,
              example: 'laptop-7.example.org',
            },
            'san-other': {
              label: 'Anderer Name (SAN) nach OID',
              hint: 'FASC-N oder eine nationale Nummer. Was kein Text ist, wird hexadezimal gelesen.',
              badge: trusts,
              argument: 'OID',
              example: '2.16.840.1.101.3.6.6',
            },
            subject: {
              label: 'Attribut des Inhabernamens',
              hint: 'CN, emailAddress, UID, serialNumber oder eine OID.',
              badge: trusts,
              argument: 'Attribut',
              example: 'CN',
            },
            'subject-pattern': {
              label: 'Muster über den Inhabernamen',
              hint: 'RE2-Syntax mit genau einer Klammergruppe, über den Text nach RFC 4514. Beginnen Sie mit ^, denn ein Name kann alles enthalten.',
              badge: trusts,
              argument: 'Muster',
              example: '^UID=(\\w+),',
            },
          },
        },
        field: {
          label: 'Konto',
          options: {
            linked: { label: 'Verknüpfter Identifikator', hint: 'Das Zertifikat wurde mit dem Konto verknüpft.' },
            username: { label: 'Benutzername', hint: 'Der Wert wird mit Benutzernamen verglichen.' },
            email: { label: 'E-Mail-Adresse', hint: 'Der Wert wird mit E-Mail-Adressen verglichen.' },
          },
        },
      },
    },
    formerSources: {
      label: 'Frühere Regeln',
      hint: 'Mit Identifikatoren, die nach diesen Regeln verknüpft wurden, kann man sich weiter anmelden. Entfernen Sie eine Zeile, um das zu beenden.',
    },
    unconfirmedEmail: {
      label: 'Unbestätigte E-Mail-Adressen',
      options: {
        refused: {
          label: 'Nicht beachtet',
          hint: 'Nur von der Administration bestätigte Adressen werden verglichen.',
        },
        allowed: {
          label: 'Angenommen',
          hint: 'Jede Person kann in ihrem Profil eine beliebige Adresse angeben. Haben zwei Personen dieselbe Adresse, kann sich keine damit anmelden.',
        },
      },
    },
    affinity: {
      label: 'Annehmen',
      options: {
        any: { label: 'Alle Regeln', hint: 'Auch Regeln nach einem Namen melden an, auf einer niedrigeren Stufe.' },
        high: { label: 'Nur Regeln, die das Zertifikat erkennen', hint: 'Ein Name allein meldet niemanden an.' },
      },
    },
    publicAuthorities: {
      label: 'Bestätigte öffentliche Zertifizierungsstellen',
      hint: 'Öffentliche Stellen stellen Zertifikate für alle aus. Wenn ein Name in ihren Zertifikaten ein Konto bestimmen darf, geben Sie den genauen Namen jeder solchen Stelle ein, einen je Zeile.',
    },
    keyUsage: {
      label: 'Schlüsselverwendung muss enthalten',
      hint: 'Ohne Auswahl wird nur verlangt, was TLS braucht.',
      options: keyUsageLabels,
    },
    purposes: {
      label: 'Zwecke',
      hint: 'Erweiterte Schlüsselverwendungen, eine je Zeile: clientAuth, smartcardLogon oder eine OID. Browser bieten nur Zertifikate mit clientAuth an.',
    },
    purposesMatch: {
      label: 'Zwecke: wie viele',
      options: {
        any: { label: 'Einer genügt' },
        all: { label: 'Alle sind nötig' },
      },
    },
    policies: {
      label: 'Zertifikatsrichtlinien',
      hint: 'OIDs, eine je Zeile, in der Zählung des Vertrauensankers. Die Stellen dazwischen müssen sie auch nennen (RFC 5280 §6).',
    },
    policiesMatch: {
      label: 'Richtlinien: wie viele',
      options: {
        any: { label: 'Eine genügt' },
        all: { label: 'Alle sind nötig' },
      },
    },
    leastRsa: {
      label: 'Kürzester RSA-Schlüssel',
      options: {
        '2048': { label: '2048 Bit' },
        '3072': { label: '3072 Bit' },
      },
    },
    leastCurve: {
      label: 'Kleinste Kurve',
      options: {
        'P-256': { label: 'P-256 oder Ed25519' },
        'P-384': { label: 'P-384' },
      },
    },
    longestValidity: { label: 'Längste Gültigkeit', hint: 'In Tagen. Leer: beliebig lang.' },
    brainpool: {
      label: 'Brainpool-Schlüssel',
      hint: 'Schlüssel auf Brainpool-Kurven, wie deutsche Ausweis- und Berufskarten sie haben. Das gilt auch für die Vertrauensanker.',
      options: {
        refused: {
          label: 'Abgelehnt',
          hint: 'Zertifikate und Vertrauensanker mit solchen Schlüsseln werden abgelehnt.',
        },
        allowed: {
          label: 'Zugelassen',
          hint: 'Zertifikate und Vertrauensanker mit Schlüsseln auf brainpoolP256r1, P384r1 und P512r1 werden akzeptiert.',
        },
      },
    },
    levels: {
      label: 'Regeln für die Stufe',
      add: 'Regel für die Stufe hinzufügen',
      hint: 'Die erste passende entscheidet. Passt keine, gilt „Zertifikat“, oder „nur nach Namen“, wenn das Konto über einen Namen gefunden wurde.',
      columns: {
        issuer: { label: 'Aussteller', options: { any: { label: 'Jeder' } } },
        policy: { label: 'Richtlinie', hint: 'OID; leer für jede' },
        level: {
          label: 'Stufe',
          options: {
            'urn:postern:acr:certificate': { label: 'Zertifikat' },
            'urn:postern:acr:certificate-hardware': {
              label: 'Zertifikat auf Hardware',
              hint: 'Nach Angabe der ausstellenden Stelle; nichts anderes beweist, dass der Schlüssel auf einer Karte liegt.',
            },
            'urn:postern:acr:two-factors': {
              label: 'Zwei Faktoren',
              hint: 'Karte und PIN, nach Angabe der ausstellenden Stelle.',
            },
          },
        },
        affinity: {
          label: 'Gilt für',
          options: { any: { label: 'Alle Regeln' }, high: { label: 'Nur Regeln, die das Zertifikat erkennen' } },
        },
      },
    },
    hostName: {
      label: 'Eigener Hostname',
      hint: 'Zum Beispiel acme. Browser bieten dann nur Zertifikate der CAs dieser Methode an. Ohne Angabe gilt die gemeinsame Adresse.',
    },
    caNames: {
      label: 'CA-Namen',
      options: {
        sent: { label: 'Gesendet', hint: 'Browser bieten nur Zertifikate dieser CAs an.' },
        none: { label: 'Nicht gesendet', hint: 'Browser bieten alle Zertifikate an. Für sehr viele CAs.' },
      },
    },
    ...newAccountLabelsDe.fields,
  },
};
