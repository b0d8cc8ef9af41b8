import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { languages, longestRenewalText } from '@postern/contracts';
import type { KnownCertificateDetail, RenewalGuide } from '@postern/contracts';
import { languageNames, useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useSaveRenewalGuide } from './expiry.api';

export interface RenewalGuideFormProps {
  readonly known: KnownCertificateDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}

type Values = { address: string } & Record<(typeof languages)[number], string>;

const valuesOf = (guide: RenewalGuide | null): Values => ({
  address: guide?.address ?? '',
  ...(Object.fromEntries(languages.map((each) => [each, guide?.texts[each] ?? ''])) as Omit<Values, 'address'>),
});

const guideOf = ({ address, ...texts }: Values): RenewalGuide => ({
  address: address.trim() || null,
  texts: Object.fromEntries(
    languages.flatMap((each) => (texts[each].trim() === '' ? [] : [[each, texts[each].trim()] as const])),
  ),
});

const isPage = (address: string): boolean => URL.canParse(address) && new URL(address).protocol === 'https:';

/** Where people renew certificates of a CA, and what they read in their language. */
export const RenewalGuideForm = ({ known, opened, onClose }: RenewalGuideFormProps) => {
  const { t } = useTranslation('administration');
  const form = useForm<Values>({
    initialValues: valuesOf(known.renewal),
    validate: {
      address: (address) => (address.trim() === '' || isPage(address.trim()) ? null : t('inventory.renewal.no_page')),
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useSaveRenewalGuide(known.id),
    fields: { 'request.invalid': 'address' },
    toInput: guideOf,
    onDone: () => toast(t('inventory.renewal.saved', { name: known.certificate.name })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('inventory.renewal.title')}
      description={t('inventory.renewal.description', { name: known.certificate.name })}
      submitLabel={t('panel:form.save')}
      {...drawer}
    >
      <TextInput
        type="url"
        label={t('inventory.renewal.address')}
        description={t('inventory.renewal.address_hint')}
        maxLength={2000}
        data-autofocus
        {...form.getInputProps('address')}
      />
      {languages.map((language) => (
        <Textarea
          key={language}
          lang={language}
          label={t('inventory.renewal.text', { language: languageNames[language] })}
          description={language === 'en' ? t('inventory.renewal.text_hint', { count: longestRenewalText }) : undefined}
          maxLength={longestRenewalText}
          rows={3}
          {...form.getInputProps(language)}
        />
      ))}
    </FormDrawer>
  );
};
