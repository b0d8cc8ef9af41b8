import { NumberInput, Switch, TextInput } from '@mantine/core';
import { contrastOf, largestCorner, longestTitle } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { accentColors } from '@postern/ui';
import { FieldGroup } from '../../components/field-group';
import styles from './appearance.module.css';
import { isColor } from './draft';
import { useEditor } from './editor-context';
import { Setting } from './setting';
import { useRatioText } from './use-ratio-text';

export const TitleField = () => {
  const { t } = useTranslation('appearance');
  const { draft, record, change, errors } = useEditor();
  return (
    <Setting field="title">
      <TextInput
        label={t('field.title')}
        description={t('title_hint', { application: '{application}', organization: '{organization}' })}
        placeholder={record.inherited.title ?? t('title_usual')}
        maxLength={longestTitle}
        value={draft.title ?? ''}
        error={errors.title}
        onChange={({ currentTarget }) => change({ title: currentTarget.value || null })}
      />
    </Setting>
  );
};

/** Postern's own. */
const usual = '#4c6ad4';

interface ColorInputProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly placeholder: string;
  readonly error?: string | undefined;
  readonly onChange: (color: string) => void;
}

const ColorInput = ({ value, placeholder, onChange, ...input }: ColorInputProps) => {
  const { t } = useTranslation('appearance');
  return (
    <TextInput
      {...input}
      value={value}
      placeholder={placeholder}
      maxLength={7}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      leftSection={
        <input
          type="color"
          className={styles.swatch}
          aria-label={t('pick', { field: input.label })}
          value={isColor(value) ? value : placeholder}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      }
    />
  );
};

export const AccentFields = () => {
  const { t } = useTranslation('appearance');
  const { draft, record, change, errors } = useEditor();
  const ratioText = useRatioText();
  const { accent } = draft;
  const inherited = record.inherited.accent?.color ?? usual;
  const color = accent?.color ?? inherited;
  const computed = accentColors(color)?.onFill ?? '#ffffff';
  const ratio = contrastOf(color, accent?.text ?? computed);
  return (
    <Setting field="accent">
      <div className={styles.pair}>
        <ColorInput
          label={t('field.accent')}
          value={accent?.color ?? ''}
          placeholder={inherited}
          onChange={(value) => change({ accent: value === '' ? null : { color: value, text: accent?.text ?? null } })}
        />
        {accent !== null && (
          <ColorInput
            label={t('accent_text')}
            value={accent.text ?? ''}
            placeholder={computed}
            onChange={(text) => change({ accent: { ...accent, text: text || null } })}
          />
        )}
      </div>
      {errors.accent ? (
        <p className={styles.error} role="alert">
          {errors.accent}
        </p>
      ) : (
        ratio !== null && <p className={styles.note}>{t('contrast', { ratio: ratioText(ratio, 1) })}</p>
      )}
    </Setting>
  );
};

export const CornerField = () => {
  const { t } = useTranslation('appearance');
  const { draft, record, change } = useEditor();
  return (
    <Setting field="corner">
      <NumberInput
        label={t('field.corner')}
        description={t('corner_hint')}
        min={0}
        max={largestCorner}
        allowDecimal={false}
        placeholder={String(record.inherited.corner ?? 12)}
        value={draft.corner ?? ''}
        onChange={(value) => change({ corner: typeof value === 'number' ? value : null })}
      />
    </Setting>
  );
};

const switches = ['showLogo', 'showMethodLogos', 'showFooter'] as const;

export const SwitchFields = () => {
  const { t } = useTranslation('appearance');
  const { draft, record, change } = useEditor();
  return (
    <FieldGroup title={t('group.shown')}>
      {switches.map((field) => (
        <Setting key={field} field={field}>
          <Switch
            label={t(`field.${field}`)}
            checked={draft[field] ?? record.inherited[field] ?? true}
            onChange={({ currentTarget }) => change({ [field]: currentTarget.checked })}
          />
        </Setting>
      ))}
    </FieldGroup>
  );
};
