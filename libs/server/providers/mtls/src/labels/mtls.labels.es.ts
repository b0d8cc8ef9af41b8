import type { ProviderLabels } from '@postern/contracts';
import { newAccountLabelsEs } from './new-account.labels.es.js';
import { keyUsageLabels } from './key-usage-labels.js';

const identifies = 'identifica este certificado';
const trusts = 'se basa en un nombre dado por la autoridad';

export const mtlsLabelsEs: ProviderLabels = {
  kind: 'Certificado (mTLS)',
  methodName: 'mTLS',
  hint: 'Continuar con una tarjeta inteligente o un certificado en este dispositivo',
  sections: {
    mapping: { label: 'Encontrar la cuenta', hint: 'Otros ajustes de las reglas de arriba.' },
    policy: {
      label: 'Qué certificados se aceptan',
      hint: 'Además del emisor, las fechas y la revocación, que siempre se comprueban.',
    },
    levels: { label: 'Niveles', hint: 'Lo que un inicio de sesión con certificado demuestra a las aplicaciones.' },
    origin: {
      label: 'Dirección de certificados',
      hint: 'Dónde presentan los navegadores los certificados de este método.',
    },
    accounts: newAccountLabelsEs.section,
  },
  fields: {
    trustAnchors: {
      label: 'Anclas de confianza',
      hint: 'Certificados de los emisores cuyos certificados se aceptan. Incluya las autoridades que emiten para las personas, no solo la raíz: los navegadores solo ofrecen certificados que pueden relacionar con alguna de ellas.',
    },
    rules: {
      label: 'Reglas',
      add: 'Añadir regla',
      hint: 'De arriba abajo: decide la primera regla que encuentra una cuenta. Si encuentra dos, no se inicia ninguna sesión.',
      columns: {
        source: {
          label: 'Parte del certificado',
          options: {
            certificate: {
              label: 'Este certificado (SHA-256)',
              hint: 'Un certificado renovado debe vincularse de nuevo.',
              badge: identifies,
            },
            'public-key': {
              label: 'Su clave pública',
              hint: 'Un certificado renovado con la misma clave sigue funcionando.',
              badge: identifies,
            },
            'issuer-and-subject': {
              label: 'Emisor y nombre del titular',
              hint: 'Funciona cualquier certificado con el mismo emisor y titular. El emisor nunca debe dar un mismo nombre a dos personas.',
              badge: trusts,
            },
            'issuer-and-serial': {
              label: 'Emisor y número de serie',
              hint: 'Los números de serie solo son únicos dentro de una autoridad, por eso también se compara el emisor.',
              badge: identifies,
            },
            'subject-key-identifier': {
              label: 'Emisor e identificador de clave',
              hint: 'El nombre que la autoridad dio a la clave.',
              badge: identifies,
            },
            'san-email': {
              label: 'Dirección de correo (SAN)',
              hint: 'Se prueban todas las direcciones del certificado.',
              badge: trusts,
              example: 'ada@example.org',
            },
            'san-upn': {
              label: 'Nombre principal de usuario (SAN)',
              hint: 'Como en el inicio de sesión de Windows con tarjeta.',
              badge: trusts,
              example: 'ada@corp.example',
            },
            'san-uri': {
              label: 'URI (SAN)',
              hint: 'Por ejemplo urn:uuid:… en tarjetas PIV.',
              badge: trusts,
              example: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
            },
            'san-dns': {
              label: 'Nombre DNS (SAN)',
              hint: 'Para certificados de dispositivos.',
              badge: trusts,
              example: 'laptop-7.example.org',
            },
            'san-other': {
              label: 'Otro nombre (SAN) por OID',
              hint: 'FASC-N o un número nacional. Lo que no es texto se lee en hexadecimal.',
              badge: trusts,
              argument: 'OID',
              example: '2.16.840.1.101.3.6.6',
            },
            subject: {
              label: 'Atributo del titular',
              hint: 'CN, emailAddress, UID, serialNumber o un OID.',
              badge: trusts,
              argument: 'Atributo',
              example: 'CN',
            },
            'subject-pattern': {
              label: 'Patrón sobre el titular',
              hint: 'Sintaxis RE2 con un solo grupo entre paréntesis, sobre el texto RFC 4514. Empiece con ^, porque un nombre puede contener cualquier cosa.',
              badge: trusts,
              argument: 'Patrón',
              example: '^UID=(\\w+),',
            },
          },
        },
        field: {
          label: 'Cuenta',
          options: {
            linked: { label: 'Identificador vinculado', hint: 'El certificado se ha vinculado a la cuenta.' },
            username: { label: 'Nombre de usuario', hint: 'El valor se compara con los nombres de usuario.' },
            email: { label: 'Dirección de correo', hint: 'El valor se compara con las direcciones de correo.' },
          },
        },
      },
    },
    formerSources: {
      label: 'Reglas anteriores',
      hint: 'Con los identificadores vinculados según estas reglas todavía se puede iniciar sesión. Quite una línea para impedirlo.',
    },
    unconfirmedEmail: {
      label: 'Direcciones de correo sin confirmar',
      options: {
        refused: {
          label: 'Ignoradas',
          hint: 'Solo se comparan las direcciones confirmadas por un administrador.',
        },
        allowed: {
          label: 'Aceptadas',
          hint: 'Cualquiera puede poner cualquier dirección en su perfil. Si dos personas tienen la misma, ninguna puede iniciar sesión con ella.',
        },
      },
    },
    affinity: {
      label: 'Aceptar',
      options: {
        any: {
          label: 'Todas las reglas',
          hint: 'Las reglas por nombre también permiten iniciar sesión, con un nivel más bajo.',
        },
        high: {
          label: 'Solo reglas que identifican el certificado',
          hint: 'Un nombre por sí solo no permite iniciar sesión.',
        },
      },
    },
    publicAuthorities: {
      label: 'Autoridades públicas confirmadas',
      hint: 'Las autoridades públicas emiten certificados para cualquiera. Si un nombre de sus certificados puede identificar una cuenta, escriba el nombre exacto de cada una, uno por línea.',
    },
    keyUsage: {
      label: 'El uso de la clave debe incluir',
      hint: 'Si no marca ninguno, solo se exige lo que TLS necesita.',
      options: keyUsageLabels,
    },
    purposes: {
      label: 'Fines',
      hint: 'Usos extendidos de clave, uno por línea: clientAuth, smartcardLogon o un OID. Los navegadores solo ofrecen certificados con clientAuth.',
    },
    purposesMatch: {
      label: 'Fines: cuántos',
      options: {
        any: { label: 'Basta con uno' },
        all: { label: 'Se necesitan todos' },
      },
    },
    policies: {
      label: 'Políticas de certificación',
      hint: 'OID, uno por línea, en la numeración del ancla de confianza. Las autoridades intermedias también deben declararlas (RFC 5280 §6).',
    },
    policiesMatch: {
      label: 'Políticas: cuántas',
      options: {
        any: { label: 'Basta con una' },
        all: { label: 'Se necesitan todas' },
      },
    },
    leastRsa: {
      label: 'Clave RSA más corta',
      options: {
        '2048': { label: '2048 bits' },
        '3072': { label: '3072 bits' },
      },
    },
    leastCurve: {
      label: 'Curva más pequeña',
      options: {
        'P-256': { label: 'P-256 o Ed25519' },
        'P-384': { label: 'P-384' },
      },
    },
    longestValidity: { label: 'Validez máxima', hint: 'En días. Si se deja vacío, cualquiera.' },
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
    levels: {
      label: 'Reglas de nivel',
      add: 'Añadir regla de nivel',
      hint: 'Decide la primera que encaja. Si no encaja ninguna, el nivel es «certificado», o «solo por nombre» si la cuenta se encontró por un nombre.',
      columns: {
        issuer: { label: 'Emisor', options: { any: { label: 'Cualquiera' } } },
        policy: { label: 'Política', hint: 'OID; vacío para cualquiera' },
        level: {
          label: 'Nivel',
          options: {
            'urn:postern:acr:certificate': { label: 'Certificado' },
            'urn:postern:acr:certificate-hardware': {
              label: 'Certificado en hardware',
              hint: 'Según la autoridad; nada más demuestra que la clave está en una tarjeta.',
            },
            'urn:postern:acr:two-factors': {
              label: 'Dos factores',
              hint: 'Tarjeta y PIN, según la autoridad.',
            },
          },
        },
        affinity: {
          label: 'Se aplica a',
          options: {
            any: { label: 'Todas las reglas' },
            high: { label: 'Solo reglas que identifican el certificado' },
          },
        },
      },
    },
    hostName: {
      label: 'Nombre de host propio',
      hint: 'Por ejemplo, acme. Los navegadores ofrecen entonces solo certificados de las CA de este método. Si está vacío, se usa la dirección común.',
    },
    caNames: {
      label: 'Nombres de las CA',
      options: {
        sent: { label: 'Se envían', hint: 'Los navegadores ofrecen solo certificados de estas CA.' },
        none: {
          label: 'No se envían',
          hint: 'Los navegadores ofrecen todos los certificados. Para un número muy grande de CA.',
        },
      },
    },
    ...newAccountLabelsEs.fields,
  },
};
