import type { ProviderLabels } from '@postern/contracts';
import { newAccountLabelsFr } from './new-account.labels.fr.js';
import { keyUsageLabels } from './key-usage-labels.js';

const identifies = 'identifie ce certificat';
const trusts = 'se fie à un nom donné par l’autorité';

export const mtlsLabelsFr: ProviderLabels = {
  kind: 'Certificat (mTLS)',
  methodName: 'mTLS',
  hint: 'Continuer avec une carte à puce ou un certificat sur cet appareil',
  sections: {
    mapping: { label: 'Trouver le compte', hint: 'Autres réglages des règles ci-dessus.' },
    policy: {
      label: 'Certificats acceptés',
      hint: 'En plus de l’émetteur, des dates et de la révocation, toujours vérifiés.',
    },
    levels: { label: 'Niveaux', hint: 'Ce qu’une connexion par certificat prouve aux applications.' },
    origin: {
      label: 'Adresse des certificats',
      hint: 'Où les navigateurs présentent les certificats de cette méthode.',
    },
    accounts: newAccountLabelsFr.section,
  },
  fields: {
    trustAnchors: {
      label: 'Ancres de confiance',
      hint: 'Certificats des émetteurs dont les certificats sont acceptés. Incluez les autorités qui émettent pour les personnes, pas seulement la racine : les navigateurs ne proposent que les certificats qu’ils peuvent relier à l’une d’elles.',
    },
    rules: {
      label: 'Règles',
      add: 'Ajouter une règle',
      hint: 'De haut en bas : la première règle qui trouve un compte décide. Si elle en trouve deux, personne n’est connecté.',
      columns: {
        source: {
          label: 'Partie du certificat',
          options: {
            certificate: {
              label: 'Ce certificat (SHA-256)',
              hint: 'Un certificat renouvelé doit être associé à nouveau.',
              badge: identifies,
            },
            'public-key': {
              label: 'Sa clé publique',
              hint: 'Un certificat renouvelé avec la même clé continue de fonctionner.',
              badge: identifies,
            },
            'issuer-and-subject': {
              label: 'Émetteur et nom du titulaire',
              hint: 'Tout certificat de mêmes émetteur et titulaire fonctionne. L’émetteur ne doit jamais donner un même nom à deux personnes.',
              badge: trusts,
            },
            'issuer-and-serial': {
              label: 'Émetteur et numéro de série',
              hint: 'Un numéro de série n’est unique qu’au sein d’une autorité ; l’émetteur est donc comparé aussi.',
              badge: identifies,
            },
            'subject-key-identifier': {
              label: 'Émetteur et identifiant de clé du titulaire',
              hint: 'Le nom que l’autorité a donné à la clé.',
              badge: identifies,
            },
            'san-email': {
              label: 'Adresse e-mail (SAN)',
              hint: 'Toutes les adresses du certificat sont essayées.',
              badge: trusts,
              example: 'ada@example.org',
            },
            'san-upn': {
              label: 'Nom d’utilisateur principal (SAN)',
              hint: 'Comme pour l’ouverture de session Windows par carte.',
              badge: trusts,
              example: 'ada@corp.example',
            },
            'san-uri': {
              label: 'URI (SAN)',
              hint: 'Par exemple urn:uuid:… sur les cartes PIV.',
              badge: trusts,
              example: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
            },
            'san-dns': {
              label: 'Nom DNS (SAN)',
              hint: 'Pour les certificats d’appareils.',
              badge: trusts,
              example: 'laptop-7.example.org',
            },
            'san-other': {
              label: 'Autre nom (SAN) par OID',
              hint: 'FASC-N ou numéro national. Ce qui n’est pas du texte est lu en hexadécimal.',
              badge: trusts,
              argument: 'OID',
              example: '2.16.840.1.101.3.6.6',
            },
            subject: {
              label: 'Attribut du titulaire',
              hint: 'CN, emailAddress, UID, serialNumber ou un OID.',
              badge: trusts,
              argument: 'Attribut',
              example: 'CN',
            },
            'subject-pattern': {
              label: 'Motif sur le nom du titulaire',
              hint: 'Syntaxe RE2 avec un seul groupe entre parenthèses, sur le texte RFC 4514. Commencez par ^, car un nom peut contenir n’importe quoi.',
              badge: trusts,
              argument: 'Motif',
              example: '^UID=(\\w+),',
            },
          },
        },
        field: {
          label: 'Compte',
          options: {
            linked: { label: 'Identifiant associé', hint: 'Le certificat a été associé au compte.' },
            username: { label: 'Nom d’utilisateur', hint: 'La valeur est comparée aux noms d’utilisateur.' },
            email: { label: 'Adresse e-mail', hint: 'La valeur est comparée aux adresses e-mail.' },
          },
        },
      },
    },
    formerSources: {
      label: 'Anciennes règles',
      hint: 'Les identifiants associés selon ces règles permettent encore de se connecter. Supprimez une ligne pour y mettre fin.',
    },
    unconfirmedEmail: {
      label: 'Adresses e-mail non confirmées',
      options: {
        refused: {
          label: 'Ignorées',
          hint: 'Seules les adresses confirmées par un administrateur sont comparées.',
        },
        allowed: {
          label: 'Acceptées',
          hint: 'Chacun peut inscrire n’importe quelle adresse dans son profil. Si deux personnes ont la même adresse, aucune ne peut se connecter avec elle.',
        },
      },
    },
    affinity: {
      label: 'Accepter',
      options: {
        any: {
          label: 'Toutes les règles',
          hint: 'Les règles fondées sur un nom connectent aussi, à un niveau plus bas.',
        },
        high: {
          label: 'Seulement les règles qui identifient le certificat',
          hint: 'Un nom seul ne connecte personne.',
        },
      },
    },
    publicAuthorities: {
      label: 'Autorités publiques confirmées',
      hint: 'Les autorités publiques émettent des certificats pour tout le monde. Si un nom dans leurs certificats peut désigner un compte, saisissez le nom exact de chacune, un par ligne.',
    },
    keyUsage: {
      label: 'Usages de clé requis',
      hint: 'Si rien n’est coché, seul ce dont TLS a besoin est exigé.',
      options: keyUsageLabels,
    },
    purposes: {
      label: 'Finalités',
      hint: 'Usages étendus de clé, un par ligne : clientAuth, smartcardLogon ou un OID. Les navigateurs ne proposent que des certificats avec clientAuth.',
    },
    purposesMatch: {
      label: 'Finalités : combien',
      options: {
        any: { label: 'Une seule suffit' },
        all: { label: 'Toutes sont nécessaires' },
      },
    },
    policies: {
      label: 'Politiques de certification',
      hint: 'OID, un par ligne, dans la numérotation de l’ancre de confiance. Les autorités intermédiaires doivent aussi les déclarer (RFC 5280 §6).',
    },
    policiesMatch: {
      label: 'Politiques : combien',
      options: {
        any: { label: 'Une seule suffit' },
        all: { label: 'Toutes sont nécessaires' },
      },
    },
    leastRsa: {
      label: 'Clé RSA la plus courte',
      options: {
        '2048': { label: '2048 bits' },
        '3072': { label: '3072 bits' },
      },
    },
    leastCurve: {
      label: 'Courbe la plus petite',
      options: {
        'P-256': { label: 'P-256 ou Ed25519' },
        'P-384': { label: 'P-384' },
      },
    },
    longestValidity: { label: 'Durée de validité maximale', hint: 'En jours. Si vide, toute durée.' },
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
    levels: {
      label: 'Règles de niveau',
      add: 'Ajouter une règle de niveau',
      hint: 'La première qui convient décide. Si aucune ne convient, le niveau est « certificat », ou « par le nom seulement » si le compte a été trouvé par un nom.',
      columns: {
        issuer: { label: 'Émetteur', options: { any: { label: 'Tous' } } },
        policy: { label: 'Politique', hint: 'OID ; vide pour toutes' },
        level: {
          label: 'Niveau',
          options: {
            'urn:postern:acr:certificate': { label: 'Certificat' },
            'urn:postern:acr:certificate-hardware': {
              label: 'Certificat sur matériel',
              hint: 'Selon l’autorité ; rien d’autre ne prouve que la clé est sur une carte.',
            },
            'urn:postern:acr:two-factors': {
              label: 'Deux facteurs',
              hint: 'Carte et code PIN, selon l’autorité.',
            },
          },
        },
        affinity: {
          label: 'S’applique à',
          options: {
            any: { label: 'Toutes les règles' },
            high: { label: 'Seulement les règles qui identifient le certificat' },
          },
        },
      },
    },
    hostName: {
      label: 'Nom d’hôte propre',
      hint: 'Par exemple acme. Les navigateurs ne proposent alors que les certificats des AC de cette méthode. Si ce champ est vide, l’adresse commune est utilisée.',
    },
    caNames: {
      label: 'Noms des AC',
      options: {
        sent: { label: 'Envoyés', hint: 'Les navigateurs ne proposent que les certificats de ces AC.' },
        none: {
          label: 'Non envoyés',
          hint: 'Les navigateurs proposent tous les certificats. Pour un très grand nombre d’AC.',
        },
      },
    },
    ...newAccountLabelsFr.fields,
  },
};
