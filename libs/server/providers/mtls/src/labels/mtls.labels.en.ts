import type { ProviderLabels } from '@postern/contracts';
import { newAccountLabelsEn } from './new-account.labels.en.js';
import { keyUsageLabels } from './key-usage-labels.js';

const identifies = 'identifies this certificate';
const trusts = 'relies on a name from the CA';

export const mtlsLabelsEn: ProviderLabels = {
  kind: 'Certificate (mTLS)',
  methodName: 'mTLS',
  hint: 'Continue with a smart card or a certificate on this device',
  sections: {
    mapping: { label: 'Finding the account', hint: 'Further settings for the rules above.' },
    policy: {
      label: 'Which certificates are accepted',
      hint: 'In addition to issuer, dates and revocation, which are always checked.',
    },
    levels: { label: 'Levels', hint: 'What a sign-in with a certificate proves to applications.' },
    origin: { label: 'Certificate origin', hint: 'Where browsers show certificates to this method.' },
    accounts: newAccountLabelsEn.section,
  },
  fields: {
    trustAnchors: {
      label: 'Trust anchors',
      hint: 'Certificates of the CAs you trust. Include the CAs that issue people’s certificates, not only the root: browsers offer only certificates that chain to one of these.',
    },
    rules: {
      label: 'Rules',
      add: 'Add rule',
      hint: 'From top to bottom: the first rule that finds an account decides. If it finds two, no one is signed in.',
      columns: {
        source: {
          label: 'Part of the certificate',
          options: {
            certificate: {
              label: 'This certificate (SHA-256)',
              hint: 'A renewed certificate has to be linked again.',
              badge: identifies,
            },
            'public-key': {
              label: 'Its public key',
              hint: 'A renewed certificate with the same key keeps working.',
              badge: identifies,
            },
            'issuer-and-subject': {
              label: 'Issuer and subject name',
              hint: 'Any certificate with the same issuer and subject works. The issuer must never give one name to two people.',
              badge: trusts,
            },
            'issuer-and-serial': {
              label: 'Issuer and serial number',
              hint: 'Serial numbers are unique only within one CA, so the issuer is compared too.',
              badge: identifies,
            },
            'subject-key-identifier': {
              label: 'Issuer and subject key identifier',
              hint: 'The name that the CA gave to the key.',
              badge: identifies,
            },
            'san-email': {
              label: 'E-mail address (SAN)',
              hint: 'All e-mail addresses in the certificate are tried.',
              badge: trusts,
              example: 'ada@example.org',
            },
            'san-upn': {
              label: 'User principal name (SAN)',
              hint: 'As in Windows smart card logon.',
              badge: trusts,
              example: 'ada@corp.example',
            },
            'san-uri': {
              label: 'URI (SAN)',
              hint: 'For example urn:uuid:… on PIV cards.',
              badge: trusts,
              example: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
            },
            'san-dns': {
              label: 'DNS name (SAN)',
              hint: 'For certificates of devices.',
              badge: trusts,
              example: 'laptop-7.example.org',
            },
            'san-other': {
              label: 'Other name (SAN) by OID',
              hint: 'FASC-N or a national number. A value that is not text is read as hexadecimal digits.',
              badge: trusts,
              argument: 'OID',
              example: '2.16.840.1.101.3.6.6',
            },
            subject: {
              label: 'Attribute of the subject',
              hint: 'CN, emailAddress, UID, serialNumber, or an OID.',
              badge: trusts,
              argument: 'Attribute',
              example: 'CN',
            },
            'subject-pattern': {
              label: 'Pattern over the subject',
              hint: 'RE2 syntax with one group in parentheses, over the RFC 4514 text. Begin with ^, because a name may contain anything.',
              badge: trusts,
              argument: 'Pattern',
              example: '^UID=(\\w+),',
            },
          },
        },
        field: {
          label: 'Account',
          options: {
            linked: { label: 'Linked identifier', hint: 'The certificate has been linked to the account.' },
            username: { label: 'Username', hint: 'The value is compared with usernames.' },
            email: { label: 'E-mail address', hint: 'The value is compared with e-mail addresses.' },
          },
        },
      },
    },
    formerSources: {
      label: 'Earlier rules',
      hint: 'Identifiers linked under these rules still sign people in. Remove a line to end that.',
    },
    unconfirmedEmail: {
      label: 'Unconfirmed e-mail addresses',
      options: {
        refused: { label: 'Ignored', hint: 'Only addresses that an administrator has confirmed are compared.' },
        allowed: {
          label: 'Accepted',
          hint: 'Anyone can enter any address in their profile. If two people have the same address, neither can sign in with it.',
        },
      },
    },
    affinity: {
      label: 'Accept',
      options: {
        any: { label: 'Every rule', hint: 'Rules that rely on a name sign people in too, at a lower level.' },
        high: { label: 'Only rules that identify the certificate', hint: 'A name alone signs no one in.' },
      },
    },
    publicAuthorities: {
      label: 'Confirmed public CAs',
      hint: 'Public CAs issue certificates to anyone. If a name in their certificates may identify an account, type the exact name of each such CA, one per line.',
    },
    keyUsage: {
      label: 'Key usage must include',
      hint: 'If none is selected, only what TLS needs is required.',
      options: keyUsageLabels,
    },
    purposes: {
      label: 'Purposes',
      hint: 'Extended key usages, one per line: clientAuth, smartcardLogon, or an OID. Browsers offer only certificates with clientAuth.',
    },
    purposesMatch: {
      label: 'Purposes: how many',
      options: {
        any: { label: 'Any of them is enough' },
        all: { label: 'All of them are needed' },
      },
    },
    policies: {
      label: 'Certificate policies',
      hint: 'OIDs, one per line, in the trust anchor’s own numbering. The CAs in between must assert them too (RFC 5280 §6).',
    },
    policiesMatch: {
      label: 'Policies: how many',
      options: {
        any: { label: 'Any of them is enough' },
        all: { label: 'All of them are needed' },
      },
    },
    leastRsa: {
      label: 'Shortest RSA key',
      options: {
        '2048': { label: '2048 bits' },
        '3072': { label: '3072 bits' },
      },
    },
    leastCurve: {
      label: 'Smallest curve',
      options: {
        'P-256': { label: 'P-256 or Ed25519' },
        'P-384': { label: 'P-384' },
      },
    },
    longestValidity: { label: 'Longest validity', hint: 'In days. If empty, any.' },
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
    levels: {
      label: 'Level rules',
      add: 'Add level rule',
      hint: 'The first one that matches decides. If none matches, the level is “certificate”, or “by name only” if the account was found by a name.',
      columns: {
        issuer: { label: 'Issuer', options: { any: { label: 'Any' } } },
        policy: { label: 'Policy', hint: 'OID; empty for any' },
        level: {
          label: 'Level',
          options: {
            'urn:postern:acr:certificate': { label: 'Certificate' },
            'urn:postern:acr:certificate-hardware': {
              label: 'Certificate on hardware',
              hint: 'The CA says so; nothing else proves that the key is on a card.',
            },
            'urn:postern:acr:two-factors': { label: 'Two factors', hint: 'Card and PIN, according to the CA.' },
          },
        },
        affinity: {
          label: 'Applies to',
          options: { any: { label: 'Every rule' }, high: { label: 'Only rules that identify the certificate' } },
        },
      },
    },
    hostName: {
      label: 'Own host name',
      hint: 'For example acme. Browsers then offer only certificates of this method’s CAs. If empty, the shared address is used.',
    },
    caNames: {
      label: 'CA names',
      options: {
        sent: { label: 'Sent', hint: 'Browsers offer only certificates of these CAs.' },
        none: { label: 'Not sent', hint: 'Browsers offer every certificate. For very many CAs.' },
      },
    },
    ...newAccountLabelsEn.fields,
  },
};
