import { Checkbox, Input } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { CheckChoices } from '../../../components/check-choices';
import { managementResources, openIdScopes } from './scopes';
import styles from './settings.module.css';

export interface ScopesInputProps {
  readonly value?: readonly string[];
  /**
   * An application that people sign in to administers nothing; management scopes granted earlier are shown only so that
   * they can be removed.
   */
  readonly interactive: boolean;
  readonly onChange: (scopes: string[]) => void;
  readonly error?: ReactNode;
}

/** The scopes that an application may request: for people's data and for Postern's management API, grouped by topic. */
export const ScopesInput = ({ value = [], interactive, onChange, error }: ScopesInputProps) => {
  const { t } = useTranslation('administration');
  const offered = managementResources.filter(
    ([resource, verbs]) =>
      !interactive || resource === 'me' || verbs.some((verb) => value.includes(`${verb}:${resource}`)),
  );
  return (
    <>
      <CheckChoices
        label={t('scopes.openid_title')}
        error={error}
        choices={openIdScopes.map((scope) => ({
          value: scope,
          label: t(`scopes.openid.${scope}`),
          description: <code>{scope}</code>,
        }))}
        value={[...value]}
        onChange={onChange}
      />
      <Checkbox.Group
        label={t('scopes.management_title')}
        description={t('scopes.management_text')}
        value={[...value]}
        onChange={onChange}
      >
        <div className={styles.resources}>
          {offered.map(([resource, verbs]) => (
            <div key={resource} role="group" aria-label={t(`scopes.resource.${resource}`)} className={styles.resource}>
              <Input.Label component="p" labelElement="div">
                {t(`scopes.resource.${resource}`)}
              </Input.Label>
              <div className={styles.verbs}>
                {verbs.map((verb) => (
                  <Checkbox
                    key={verb}
                    size="xs"
                    value={`${verb}:${resource}`}
                    label={t(`scopes.verb.${verb}`)}
                    title={`${verb}:${resource}`}
                  />
                ))}
              </div>
            </div>
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
};
