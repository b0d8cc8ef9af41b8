import type { ProviderLabels } from '@postern/contracts';

const identifies = 'erkennt dieses Zertifikat';
const trusts = 'vertraut dem Wort der ausstellenden Stelle';

export const mtlsLabelsDe: ProviderLabels = {
  kind: 'Zertifikat (mTLS)',
  methodName: 'mTLS',
  hint: 'Smartcard oder Zertifikat auf diesem Gerät',
  sections: {
    mapping: { label: 'Konto finden', hint: 'Über die Regeln oben hinaus.' },
    policy: {
      label: 'Welche Zertifikate angenommen werden',
      hint: 'Zusätzlich zu Aussteller, Daten und Sperrung, die immer geprüft werden.',
    },
    levels: { label: 'Stufen', hint: 'Was eine Anmeldung mit Zertifikat den Anwendungen beweist.' },
  },
  fields: {
    trustAnchors: {
      label: 'Vertrauensanker',
      hint: 'Zertifikate der Aussteller, deren Zertifikate angenommen werden. Nehmen Sie auch die Stellen auf, die für Personen ausstellen, nicht nur die Wurzel: Browser bieten nur Zertifikate an, die sie mit einer davon verbinden können.',
    },
    rules: {
      label: 'Regeln',
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
              label: 'seinem öffentlichen Schlüssel',
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
              hint: 'Seriennummern sind nur je Aussteller eindeutig, deshalb gehört er dazu.',
              badge: identifies,
            },
            'subject-key-identifier': {
              label: 'Aussteller und Schlüsselkennung',
              hint: 'Wie die ausstellende Stelle den Schlüssel nennt.',
              badge: identifies,
            },
            'san-email': {
              label: 'E-Mail-Adresse (SAN)',
              hint: 'Alle E-Mail-Adressen im Zertifikat werden versucht.',
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
            linked: { label: 'Verknüpfter Identifikator', hint: 'Das Zertifikat wurde zuvor mit dem Konto verknüpft.' },
            username: { label: 'Benutzername', hint: 'Der Wert ist der Benutzername.' },
            email: { label: 'E-Mail-Adresse', hint: 'Der Wert ist die bestätigte E-Mail-Adresse.' },
          },
        },
      },
    },
    formerSources: {
      label: 'Frühere Regeln',
      hint: 'Was nach diesen verknüpft wurde, gilt weiter. Entfernen Sie eine Zeile, um das zu beenden.',
    },
    unconfirmedEmail: {
      label: 'Unbestätigte E-Mail-Adressen',
      options: {
        refused: {
          label: 'zählen nicht',
          hint: 'Nur Adressen, die eine Administratorin oder ein Administrator bestätigt hat, führen zu einem Konto.',
        },
        allowed: {
          label: 'zählen auch',
          hint: 'Jede Person kann in ihrem Profil eine Adresse angeben. Zwei Personen mit derselben Adresse werden abgelehnt.',
        },
      },
    },
    affinity: {
      label: 'Angenommen werden',
      options: {
        any: { label: 'alle Regeln', hint: 'Auch Regeln nach einem Namen melden an, auf einer niedrigeren Stufe.' },
        high: { label: 'nur Regeln, die das Zertifikat erkennen', hint: 'Ein Name allein meldet niemanden an.' },
      },
    },
    publicAuthorities: {
      label: 'Bestätigte öffentliche Zertifizierungsstellen',
      hint: 'Öffentliche Stellen stellen für alle aus. Geben Sie den genauen Namen jeder Stelle ein, eine je Zeile, wenn ein Name von ihr über ein Konto entscheiden darf.',
    },
    keyUsage: {
      label: 'Schlüsselverwendung muss enthalten',
      hint: 'Nichts ausgewählt: nur, was TLS braucht.',
      options: {
        digitalSignature: { label: 'digitalSignature' },
        nonRepudiation: { label: 'nonRepudiation' },
        keyEncipherment: { label: 'keyEncipherment' },
        dataEncipherment: { label: 'dataEncipherment' },
        keyAgreement: { label: 'keyAgreement' },
        encipherOnly: { label: 'encipherOnly' },
        decipherOnly: { label: 'decipherOnly' },
      },
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
        any: { label: 'Einer genügt' },
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
    longestValidity: { label: 'Längste Gültigkeit', hint: 'In Tagen; leer für beliebig.' },
    brainpool: {
      label: 'Brainpool-Schlüssel',
      hint: 'Schlüssel auf Brainpool-Kurven, wie deutsche Ausweis- und Berufskarten sie haben. Das gilt auch für die Vertrauensanker.',
      options: {
        refused: {
          label: 'abgelehnt',
          hint: 'Zertifikate und Vertrauensanker mit solchen Schlüsseln werden abgelehnt.',
        },
        allowed: {
          label: 'zugelassen',
          hint: 'Zertifikate und Vertrauensanker mit Schlüsseln auf brainpoolP256r1, P384r1 und P512r1 werden akzeptiert.',
        },
      },
    },
    levels: {
      label: 'Regeln für die Stufe',
      hint: 'Die erste passende entscheidet. Ohne Regel gilt „Zertifikat“, oder „nur nach Namen“, wenn eine Regel nach einem Namen ging.',
      columns: {
        issuer: { label: 'Aussteller', options: { any: { label: 'Jeder' } } },
        policy: { label: 'Richtlinie', hint: 'OID; leer für jede' },
        level: {
          label: 'Stufe',
          options: {
            'urn:postern:acr:certificate': { label: 'Zertifikat' },
            'urn:postern:acr:certificate-hardware': {
              label: 'Zertifikat auf Hardware',
              hint: 'Nach dem Wort der ausstellenden Stelle: Nichts anderes beweist, dass der Schlüssel auf einer Karte liegt.',
            },
            'urn:postern:acr:two-factors': {
              label: 'Zwei Faktoren',
              hint: 'Karte und PIN, nach dem Wort der ausstellenden Stelle.',
            },
          },
        },
        affinity: {
          label: 'Gilt für',
          options: { any: { label: 'alle Regeln' }, high: { label: 'nur Regeln, die das Zertifikat erkennen' } },
        },
      },
    },
  },
};
