import { NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ClientCredential, ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { CheckChoices } from '../../../components/check-choices';
import { FieldGroup } from '../../../components/field-group';
import { FormDrawer } from '../../../components/form-drawer';
import { RadioChoices } from '../../../components/radio-choices';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { authenticationChoices, choiceOf, fits, isCertificateMethod, secretMethods, usedIds } from './authentication';
import type { AuthenticationChoice, SecretMethod } from './authentication';
import { credentialName } from './credential-text';
import { useSwitchMethod } from './credentials.api';
import type { ChangedClient } from './credentials.api';
import { ExpiryText } from './expiry-text';
import { emptyCredential, isEmptyCredential, neededField, toCredentialInput } from './new-credential';
import type { NewCredential } from './new-credential';
import { credentialFields, NewCredentialFields } from './new-credential-fields';

interface Values {
  readonly choice: AuthenticationChoice;
  readonly secret_method: SecretMethod;
  /** Ids of existing credentials. */
  readonly existing: readonly string[];
  readonly added: NewCredential;
}

export interface ChangeMethodProps {
  readonly client: ClientRecord;
  readonly credentials: readonly ClientCredential[];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onChanged: (client: ChangedClient) => void;
}

/** Chooses the method and its settings: existing credentials, a new one, or how the secret is sent. */
export const ChangeMethod = ({ client, credentials, opened, onClose, onChanged }: ChangeMethodProps) => {
  const { t } = useTranslation('administration');
  const now = choiceOf(client);
  const fitting = (choice: AuthenticationChoice): readonly ClientCredential[] =>
    isCertificateMethod(choice) ? credentials.filter((credential) => fits(choice, credential)) : [];
  const chosenIds = ({ choice, existing }: Values): readonly string[] =>
    fitting(choice)
      .map(({ id }) => id)
      .filter((id) => existing.includes(id));

  const form = useForm<Values>({
    initialValues: {
      choice: now,
      secret_method:
        client.token_endpoint_auth_method === 'client_secret_post' ? 'client_secret_post' : 'client_secret_basic',
      existing: usedIds(client),
      added: emptyCredential,
    },
    validate: (values) => {
      const { choice, added } = values;
      if (!isCertificateMethod(choice) || chosenIds(values).length > 0 || !isEmptyCredential(choice, added)) return {};
      return { [`added.${neededField(choice, added)}`]: t('credentials.needed') };
    },
  });
  const { choice, added } = form.values;
  const method = isCertificateMethod(choice) ? choice : null;
  const there = fitting(choice);

  const drawer = useDrawerForm({
    form,
    mutation: useSwitchMethod(client.client_id),
    fields: method ? credentialFields(method, added) : {},
    toInput: (values) => {
      if (!isCertificateMethod(values.choice)) {
        return values.choice === 'none' ? 'none' : values.secret_method;
      }
      const empty = isEmptyCredential(values.choice, values.added);
      const made = empty ? null : toCredentialInput(values.choice, values.added);
      return { method: values.choice, ids: chosenIds(values), added: made };
    },
    onDone: onChanged,
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('authentication.change_title', { name: client.name })}
      submitLabel={t('authentication.submit')}
      {...drawer}
    >
      <RadioChoices
        label={t('authentication.title')}
        choices={authenticationChoices.map((value) => ({
          value,
          label: t(`authentication.choice.${value}.name`),
          description: t(`authentication.choice.${value}.text`),
        }))}
        {...form.getInputProps('choice')}
      />
      {now !== choice && now !== 'none' && (
        <Alert
          tone="warning"
          title={t(now === 'client_secret' ? 'authentication.secret_stops' : 'authentication.method_stops')}
        >
          {t(now === 'client_secret' ? 'authentication.secret_stops_text' : 'authentication.method_stops_text')}
        </Alert>
      )}
      {choice === 'client_secret' && (
        <>
          <NativeSelect
            label={t('authentication.secret_method')}
            data={secretMethods.map((value) => ({ value, label: t(`panel:applications.auth_method.${value}`) }))}
            {...form.getInputProps('secret_method')}
          />
          {now !== 'client_secret' && (
            <Alert tone="info" title={t('authentication.secret_comes')}>
              {t('authentication.secret_comes_text')}
            </Alert>
          )}
        </>
      )}
      {method && there.length > 0 && (
        <CheckChoices
          label={t('credentials.existing')}
          choices={there.map((credential) => ({
            value: credential.id,
            label: credentialName(credential),
            description: <ExpiryText credential={credential} />,
          }))}
          {...form.getInputProps('existing')}
          value={[...form.values.existing]}
        />
      )}
      {method && (
        <FieldGroup title={t(there.length > 0 ? 'credentials.or_new' : 'credentials.new')}>
          <NewCredentialFields
            client={client}
            method={method}
            values={added}
            inputProps={(field) => form.getInputProps(`added.${field}`)}
          />
        </FieldGroup>
      )}
    </FormDrawer>
  );
};
