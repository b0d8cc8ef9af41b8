import { NumberInput, Select } from '@mantine/core';
import { coverModes, type CoverMode } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FieldGroup } from '../../components/field-group';
import styles from './appearance.module.css';
import { useEditor } from './editor-context';
import { PictureInput } from './picture-input';
import { Setting } from './setting';

export const LogoFields = () => {
  const { t } = useTranslation('appearance');
  const { draft, record, change, errors } = useEditor();
  const logo = draft.logo ?? record.inherited.logo;
  return (
    <FieldGroup title={t('field.logo')}>
      <Setting field="logo">
        <PictureInput
          kind="logo"
          label={t('light')}
          value={logo?.light ?? null}
          inherited={draft.logo === null}
          error={errors.logo}
          onChange={(light) => change({ logo: light === null ? null : { light, dark: draft.logo?.dark ?? null } })}
        />
        {draft.logo !== null && (
          <PictureInput
            kind="logo"
            label={t('dark')}
            value={draft.logo.dark}
            onChange={(dark) => draft.logo && change({ logo: { ...draft.logo, dark } })}
          />
        )}
      </Setting>
    </FieldGroup>
  );
};

const middle = { x: 50, y: 50 };

export const CoverFields = ({ handsDown }: { readonly handsDown: boolean }) => {
  const { t } = useTranslation('appearance');
  const { draft, record, change, errors } = useEditor();
  const own = draft.cover;
  const cover = own ?? record.inherited.cover;
  const focus = (part: 'x' | 'y', value: string | number): void => {
    if (own) change({ cover: { ...own, focus: { ...own.focus, [part]: Math.round(Number(value)) || 0 } } });
  };
  return (
    <FieldGroup title={t('field.cover')}>
      {record.coverForced && <p className={styles.note}>{t('cover_forced')}</p>}
      <Setting field="cover">
        <PictureInput
          kind="cover"
          label={t('light')}
          value={cover?.light ?? null}
          inherited={own === null}
          error={errors.cover}
          onChange={(light) =>
            change({ cover: light === null ? null : { light, dark: own?.dark ?? null, focus: own?.focus ?? middle } })
          }
        />
        {own !== null && (
          <>
            <PictureInput
              kind="cover"
              label={t('dark')}
              value={own.dark}
              onChange={(dark) => change({ cover: { ...own, dark } })}
            />
            <div className={styles.pair}>
              <NumberInput
                label={t('focus_x')}
                min={0}
                max={100}
                value={own.focus.x}
                onChange={(value) => focus('x', value)}
              />
              <NumberInput
                label={t('focus_y')}
                min={0}
                max={100}
                value={own.focus.y}
                onChange={(value) => focus('y', value)}
              />
            </div>
          </>
        )}
      </Setting>
      {handsDown && (
        <Setting field="coverMode">
          <Select
            label={t('field.coverMode')}
            data={coverModes.map((mode) => ({ value: mode, label: t(`cover_mode.${mode}`) }))}
            value={draft.coverMode ?? 'where_none'}
            allowDeselect={false}
            onChange={(mode) => change({ coverMode: mode as CoverMode | null })}
          />
        </Setting>
      )}
    </FieldGroup>
  );
};
