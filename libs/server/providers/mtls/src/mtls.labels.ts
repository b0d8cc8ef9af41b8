import type { Localized, ProviderLabels } from '@postern/contracts';

/** What people and administrators read about sign-in with a certificate. */
export const mtlsLabels: Localized<ProviderLabels> = {
  en: {
    kind: 'Certificate (mTLS)',
    methodName: 'mTLS',
    hint: 'Smart card, or certificate on this device',
    fields: {
      trustAnchors: {
        label: 'Trust anchors',
        hint: 'Certificates of the CAs you trust. Include the CAs that issue people’s certificates, not only the root: browsers offer only certificates that chain to one of these.',
      },
      identifyBy: {
        label: 'Identify by',
        hint: 'How two certificates are recognized as the same person’s.',
        options: {
          certificate: {
            label: 'The certificate (SHA-256)',
            hint: 'Strictest: a renewed certificate has to be linked again.',
          },
          'public-key': {
            label: 'Its public key',
            hint: 'A renewed certificate with the same key keeps working.',
          },
          'issuer-and-subject': {
            label: 'Issuer and subject name',
            hint: 'Any certificate with the same issuer and subject works. The issuer must never give one name to two people.',
          },
        },
      },
      brainpool: {
        label: 'Brainpool keys',
        hint: 'Keys on Brainpool curves, as used on German identity and professional cards. This also applies to the trust anchors.',
        options: {
          refused: {
            label: 'Refused',
            hint: 'Certificates and trust anchors with such keys are refused.',
          },
          allowed: {
            label: 'Allowed',
            hint: 'Certificates and trust anchors with keys on brainpoolP256r1, P384r1 and P512r1 are accepted.',
          },
        },
      },
    },
  },
  fr: {
    kind: 'Certificat (mTLS)',
    methodName: 'mTLS',
    hint: 'Carte à puce ou certificat sur cet appareil',
    fields: {
      trustAnchors: {
        label: 'Ancres de confiance',
        hint: 'Certificats des émetteurs dont les certificats sont acceptés. Incluez les autorités qui émettent pour les personnes, pas seulement la racine : les navigateurs ne proposent que les certificats qu’ils peuvent relier à l’une d’elles.',
      },
      identifyBy: {
        label: 'Reconnaître par',
        hint: 'Ce qui fait que deux certificats sont ceux d’une même personne.',
        options: {
          certificate: {
            label: 'Le certificat (SHA-256)',
            hint: 'Le plus strict : un certificat renouvelé doit être associé à nouveau.',
          },
          'public-key': {
            label: 'Sa clé publique',
            hint: 'Un certificat renouvelé avec la même clé continue de fonctionner.',
          },
          'issuer-and-subject': {
            label: 'L’émetteur et le nom du titulaire',
            hint: 'Tout certificat de mêmes émetteur et titulaire fonctionne. L’émetteur ne doit jamais donner un même nom à deux personnes.',
          },
        },
      },
      brainpool: {
        label: 'Clés Brainpool',
        hint: 'Clés sur des courbes Brainpool, comme en ont les cartes d’identité et professionnelles allemandes. Vaut aussi pour les ancres de confiance.',
        options: {
          refused: {
            label: 'Refusées',
            hint: 'Les certificats et les ancres de confiance avec de telles clés sont refusés.',
          },
          allowed: {
            label: 'Autorisées',
            hint: 'Les certificats et les ancres de confiance avec des clés sur brainpoolP256r1, P384r1 et P512r1 sont acceptés.',
          },
        },
      },
    },
  },
  de: {
    kind: 'Zertifikat (mTLS)',
    methodName: 'mTLS',
    hint: 'Smartcard oder Zertifikat auf diesem Gerät',
    fields: {
      trustAnchors: {
        label: 'Vertrauensanker',
        hint: 'Zertifikate der Aussteller, deren Zertifikate angenommen werden. Nehmen Sie auch die Stellen auf, die für Personen ausstellen, nicht nur die Wurzel: Browser bieten nur Zertifikate an, die sie mit einer davon verbinden können.',
      },
      identifyBy: {
        label: 'Erkennen an',
        hint: 'Woran zwei Zertifikate als die derselben Person erkannt werden.',
        options: {
          certificate: {
            label: 'dem Zertifikat (SHA-256)',
            hint: 'Am strengsten: Ein erneuertes Zertifikat muss neu verknüpft werden.',
          },
          'public-key': {
            label: 'seinem öffentlichen Schlüssel',
            hint: 'Ein erneuertes Zertifikat mit demselben Schlüssel gilt weiter.',
          },
          'issuer-and-subject': {
            label: 'Aussteller und Inhabername',
            hint: 'Jedes Zertifikat mit demselben Aussteller und Inhabernamen gilt. Der Aussteller darf einen Namen nie zweimal vergeben.',
          },
        },
      },
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
    },
  },
  es: {
    kind: 'Certificado (mTLS)',
    methodName: 'mTLS',
    hint: 'Tarjeta inteligente o certificado en este dispositivo',
    fields: {
      trustAnchors: {
        label: 'Anclas de confianza',
        hint: 'Certificados de los emisores cuyos certificados se aceptan. Incluya las autoridades que emiten para las personas, no solo la raíz: los navegadores solo ofrecen certificados que pueden relacionar con alguna de ellas.',
      },
      identifyBy: {
        label: 'Reconocer por',
        hint: 'Qué hace que dos certificados sean de la misma persona.',
        options: {
          certificate: {
            label: 'El certificado (SHA-256)',
            hint: 'Lo más estricto: un certificado renovado debe vincularse de nuevo.',
          },
          'public-key': {
            label: 'Su clave pública',
            hint: 'Un certificado renovado con la misma clave sigue funcionando.',
          },
          'issuer-and-subject': {
            label: 'El emisor y el nombre del titular',
            hint: 'Funciona cualquier certificado con el mismo emisor y titular. El emisor nunca debe dar un mismo nombre a dos personas.',
          },
        },
      },
      brainpool: {
        label: 'Claves Brainpool',
        hint: 'Claves en curvas Brainpool, como las de las tarjetas de identidad y profesionales alemanas. Vale también para las anclas de confianza.',
        options: {
          refused: {
            label: 'Rechazadas',
            hint: 'Se rechazan los certificados y las anclas de confianza con tales claves.',
          },
          allowed: {
            label: 'Permitidas',
            hint: 'Se aceptan certificados y anclas de confianza con claves en brainpoolP256r1, P384r1 y P512r1.',
          },
        },
      },
    },
  },
  it: {
    kind: 'Certificato (mTLS)',
    methodName: 'mTLS',
    hint: 'Smart card o certificato su questo dispositivo',
    fields: {
      trustAnchors: {
        label: 'Ancore di fiducia',
        hint: 'Certificati degli emittenti i cui certificati vengono accettati. Includa le autorità che emettono per le persone, non solo la radice: i browser propongono solo certificati che possono ricondurre a una di esse.',
      },
      identifyBy: {
        label: 'Riconosci in base a',
        hint: 'Che cosa rende due certificati della stessa persona.',
        options: {
          certificate: {
            label: 'Il certificato (SHA-256)',
            hint: 'Il più rigoroso: un certificato rinnovato va collegato di nuovo.',
          },
          'public-key': {
            label: 'La sua chiave pubblica',
            hint: 'Un certificato rinnovato con la stessa chiave continua a funzionare.',
          },
          'issuer-and-subject': {
            label: 'L’emittente e il nome del titolare',
            hint: 'Funziona ogni certificato con lo stesso emittente e titolare. L’emittente non deve mai dare lo stesso nome a due persone.',
          },
        },
      },
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
    },
  },
  ru: {
    kind: 'Сертификат (mTLS)',
    methodName: 'mTLS',
    hint: 'Смарт-карта или сертификат на этом устройстве',
    fields: {
      trustAnchors: {
        label: 'Доверенные центры сертификации',
        hint: 'Сертификаты издателей, чьи сертификаты принимаются. Включите и центры, которые выдают сертификаты людям, а не только корневой: браузеры предлагают лишь сертификаты, которые могут связать с одним из них.',
      },
      identifyBy: {
        label: 'Распознавать по',
        hint: 'По чему видно, что два сертификата принадлежат одному человеку.',
        options: {
          certificate: {
            label: 'сертификату (SHA-256)',
            hint: 'Самое строгое: продлённый сертификат надо привязать заново.',
          },
          'public-key': {
            label: 'его открытому ключу',
            hint: 'Продлённый сертификат с тем же ключом продолжает действовать.',
          },
          'issuer-and-subject': {
            label: 'издателю и имени владельца',
            hint: 'Действует любой сертификат с тем же издателем и владельцем. Издатель не должен давать одно имя двум людям.',
          },
        },
      },
      brainpool: {
        label: 'Ключи Brainpool',
        hint: 'Ключи на кривых Brainpool, как на немецких удостоверениях личности и профессиональных картах. Относится и к доверенным корневым сертификатам.',
        options: {
          refused: {
            label: 'не принимать',
            hint: 'Сертификаты и доверенные центры с такими ключами не принимаются.',
          },
          allowed: {
            label: 'принимать',
            hint: 'Принимаются сертификаты и доверенные центры с ключами на кривых brainpoolP256r1, P384r1 и P512r1.',
          },
        },
      },
    },
  },
};
