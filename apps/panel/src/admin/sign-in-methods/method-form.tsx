import { Input, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { providerIcon, publicities } from '@postern/contracts';
import type { ProviderDescriptor, SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useMethodName } from '../../api/method-names';
import { useIsLimited, useOrganizationScope } from '../../api/organization-scope';
import { problemOf } from '../../api/problem-of';
import { FormDrawer } from '../../components/form-drawer';
import { RadioChoices } from '../../components/radio-choices';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { MethodRevocation } from '../revocation/method-revocation';
import { DraftTrial } from './draft-trial';
import { MethodListener } from './listener/method-listener';
import { LosingApplications } from './losing-applications';
import { LogoInput } from './logo-input';
import { initialValues, longestDescription, longestName, nameProblem, toInput } from './method-values';
import type { MethodValues } from './method-values';
import { useSaveMethod } from './methods.api';
import { useRuleExamples } from './rule-example';
import { SettingFields } from './setting-fields';
import { withinOrganization } from './within-organization';

/** Providers with rules use this name for the setting. */
const rulesSetting = 'rules';

export interface MethodFormProps {
  /** Describes the provider's own settings. */
  readonly descriptor: ProviderDescriptor;
  /** Null to create one. */
  readonly method: SignInMethodRecord | null;
  /** Initial values of a new one; the provider's defaults if absent. */
  readonly start?: MethodValues;
  /** Why the form was opened, if it asks for a specific change. */
  readonly notice?: { readonly title: string; readonly text: string } | null;
  /** The application that has the method for itself. */
  readonly owner?: string;
  readonly onClose: () => void;
}

/** Creates or configures a method of any type; it has no code for specific providers. */
export const MethodForm = ({ descriptor: full, method, start, notice, owner, onClose }: MethodFormProps) => {
  const { t, i18n } = useTranslation('panel');
  const methodName = useMethodName();
  const limited = useIsLimited();
  const organization = useOrganizationScope();
  const descriptor = limited ? withinOrganization(full) : full;
  const typeName = descriptor.labels[i18n.language].methodName;
  const needsName = method?.builtIn !== true;
  const form = useForm<MethodValues>({
    initialValues: start ?? initialValues(descriptor, method, method ? (method.name ?? '') : typeName),
    validate: {
      name: (name) => {
        const problem = needsName || name !== '' ? nameProblem(name) : null;
        return problem && t(problem, { count: longestName });
      },
      description: (text) =>
        [...text].length > longestDescription ? t('form.too_long', { count: longestDescription }) : null,
      params: Object.fromEntries(
        descriptor.settings
          .filter(({ required }) => required)
          .map(({ name }) => [
            name,
            (value: unknown) => ((value as string | []).length === 0 ? t('form.required') : null),
          ]),
      ),
    },
  });
  const params = toInput(descriptor.type, form.values, method !== null).params;
  const hasRules = descriptor.settings.some(({ name }) => name === rulesSetting);
  const example = useRuleExamples(hasRules ? (method?.id ?? null) : null, params);
  const save = useSaveMethod(method?.id ?? null, owner);
  const drawer = useDrawerForm({
    form,
    mutation: save,
    inItsWords: true,
    fields: {
      'sign_in_method.no_trust_anchor': 'params.trustAnchors',
      'sign_in_method.invalid_trust_anchor': 'params.trustAnchors',
      'sign_in_method.too_many_authorities': 'params.trustAnchors',
      'sign_in_method.host_name_taken': 'params.hostName',
      'sign_in_method.no_host_names': 'params.hostName',
      'certificate.private_key_given': 'params.trustAnchors',
      'sign_in_method.public_authority': 'params.publicAuthorities',
    },
    toInput: (values) => toInput(descriptor.type, values, method !== null),
    onDone: (saved) => toast(t(method ? 'methods.saved' : 'methods.created', { name: methodName(saved) })),
    onClose,
  });

  return (
    <FormDrawer
      opened
      title={
        method
          ? t('methods.configure_title', { name: methodName(method) })
          : t('methods.create_title', { type: typeName })
      }
      submitLabel={t(method ? 'form.save' : 'form.create')}
      {...drawer}
    >
      {notice && (
        <Alert tone="info" title={notice.title}>
          {notice.text}
        </Alert>
      )}
      <TextInput
        label={t('methods.field.name')}
        required={needsName}
        placeholder={needsName ? undefined : typeName}
        maxLength={longestName + 10}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Textarea
        label={t('methods.field.description')}
        description={t('methods.field.description_hint')}
        rows={2}
        {...form.getInputProps('description')}
      />
      <LogoInput
        icon={providerIcon(descriptor.logo)}
        logoUrl={method?.logoUrl ?? null}
        {...form.getInputProps('logo')}
      />
      <SettingFields
        descriptor={descriptor}
        params={form.values.params}
        inputProps={(name) => form.getInputProps(`params.${name}`)}
        refusal={save.error ? problemOf(save.error).code : null}
        rowNote={(setting, row) => (setting === rulesSetting ? example(row) : null)}
      />
      {method && hasRules && <DraftTrial method={method} params={params} />}
      {method && hasRules && <MethodListener methodId={method.id} />}
      {method && <MethodRevocation methodId={method.id} />}
      {descriptor.linkable && (
        <>
          {owner === undefined && (
            <Switch
              label={t('methods.field.public')}
              description={t(
                organization === null ? 'methods.field.public_hint' : 'administration:organizations.public_hint',
              )}
              {...form.getInputProps('public', { type: 'checkbox' })}
            />
          )}
          {owner === undefined && method?.public === true && !form.values.public && (
            <LosingApplications methodId={method.id} />
          )}
          <RadioChoices
            label={t('methods.field.publicity')}
            choices={publicities.map((value) => ({
              value,
              label: t(`publicity.${value}.name`),
              description: t(`publicity.${value}.text`),
            }))}
            {...form.getInputProps('publicity')}
          />
        </>
      )}
      {method?.builtIn && <Input.Description>{t('methods.built_in_hint')}</Input.Description>}
    </FormDrawer>
  );
};
