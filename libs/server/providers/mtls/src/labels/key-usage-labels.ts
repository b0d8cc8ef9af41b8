/** Names of key usages (RFC 5280 §4.2.1.3), which are the same in every language. */
export const keyUsageLabels = {
  digitalSignature: { label: 'digitalSignature' },
  nonRepudiation: { label: 'nonRepudiation' },
  keyEncipherment: { label: 'keyEncipherment' },
  dataEncipherment: { label: 'dataEncipherment' },
  keyAgreement: { label: 'keyAgreement' },
  encipherOnly: { label: 'encipherOnly' },
  decipherOnly: { label: 'decipherOnly' },
} as const;
