import type { ErrorCode, FieldDescriptor, ProviderDescriptor } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { IconFold } from '../../components/icons';
import type { MethodValues, SettingRow, SettingValue } from './method-values';
import styles from './rows-input.module.css';
import { SettingInput } from './setting-input';

export interface SettingFieldsProps {
  readonly descriptor: ProviderDescriptor;
  readonly params: MethodValues['params'];
  /** Props of an input of the form, by the setting's name. */
  readonly inputProps: (name: string) => {
    readonly value?: SettingValue;
    readonly onChange: (value: SettingValue) => void;
    readonly error?: ReactNode;
  };
  /** The server's errors for the form. */
  readonly refusal: ErrorCode | null;
  /** Renders additional information about a row of a setting. */
  readonly rowNote?: (setting: string, row: SettingRow) => ReactNode;
}

const hasValue = (value: SettingValue | undefined): boolean => value !== undefined && value.length > 0;

/** A provider's settings; some are collapsed, others are shown only when they apply. */
export const SettingFields = ({ descriptor, params, inputProps, refusal, rowNote }: SettingFieldsProps) => {
  const { i18n } = useTranslation('panel');
  const { settings, labels } = descriptor;
  const shown = settings.filter(
    ({ name, appearsWith, unless }) =>
      (unless === undefined || params[unless.setting] !== unless.is) &&
      (appearsWith === undefined || hasValue(params[name]) || (refusal !== null && appearsWith === refusal)),
  );
  const sections = [...new Set(shown.flatMap(({ section = [] }) => section))];
  const certificates = (setting: string): readonly string[] => {
    const value = params[setting];
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  };
  const draw = (field: FieldDescriptor) => (
    <SettingInput
      key={field.name}
      field={field}
      labels={labels}
      certificates={certificates}
      rowNote={(row) => rowNote?.(field.name, row)}
      {...inputProps(field.name)}
    />
  );

  return (
    <>
      {shown.filter(({ section }) => section === undefined).map(draw)}
      {sections.map((section) => {
        const words = labels[i18n.language].sections?.[section];
        const fields = shown.filter((field) => field.section === section);
        const refused = fields.some(({ name }) => inputProps(name).error !== undefined);
        return (
          <details key={section} className={styles.section} open={refused || undefined}>
            <summary>
              <IconFold size={16} stroke={1.6} aria-hidden />
              {words?.label ?? section}
              {words?.hint !== undefined && <span>{words.hint}</span>}
            </summary>
            <div className={styles.fields}>{fields.map(draw)}</div>
          </details>
        );
      })}
    </>
  );
};
