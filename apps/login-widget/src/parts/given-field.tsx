import type { FieldDescriptor } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Button } from '@postern/ui';
import styles from './given-field.module.css';

interface GivenFieldProps {
  readonly field: FieldDescriptor;
  readonly label: string;
  readonly value: string;
  readonly onChange: () => void;
}

/** A value from an earlier step. A real input, so that password managers save it together with the password. */
export const GivenField = ({ field: { name, autocomplete }, label, value, onChange }: GivenFieldProps) => {
  const { t } = useTranslation('widget');
  return (
    <div className={styles.given}>
      <input
        className={styles.value}
        readOnly
        name={name}
        autoComplete={autocomplete}
        aria-label={label}
        value={value}
      />
      <Button look="quiet" size="small" onClick={onChange}>
        {t('form.change')}
      </Button>
    </div>
  );
};
