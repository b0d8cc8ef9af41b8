import type { FieldDescriptor } from '@postern/contracts';
import { useFieldText, useTranslation } from '@postern/i18n';
import { Button } from '@postern/ui';
import styles from './given-field.module.css';

interface GivenFieldProps {
  readonly field: FieldDescriptor;
  readonly value: string;
  readonly onChange: () => void;
}

/** What was given in an earlier step. A real field: password managers keep it together with the password. */
export const GivenField = ({ field: { name, autocomplete }, value, onChange }: GivenFieldProps) => {
  const { t } = useTranslation('widget');
  const fieldText = useFieldText();
  return (
    <div className={styles.given}>
      <input
        className={styles.value}
        readOnly
        name={name}
        autoComplete={autocomplete}
        aria-label={fieldText(name)}
        value={value}
      />
      <Button look="quiet" size="small" onClick={onChange}>
        {t('form.change')}
      </Button>
    </div>
  );
};
