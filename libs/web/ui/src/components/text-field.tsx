import { useId, useState, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { useTranslation } from '@postern/i18n';
import { Icon } from '../icons/icon';
import { classNames } from './class-names';
import styles from './text-field.module.css';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'size'> {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and what to do; announced to screen readers when it appears. */
  readonly error?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A single-line text input with its label above; a password can be shown. */
export const TextField = ({ label, hint, error, type = 'text', className, ...input }: TextFieldProps) => {
  const id = useId();
  const [shown, setShown] = useState(false);
  const { t } = useTranslation('common');
  // eslint-disable-next-line postern/no-provider-by-name -- the type of an HTML input
  const secret = type === 'password';
  const describedBy = classNames(hint ? `${id}-hint` : null, error ? `${id}-error` : null) || undefined;

  return (
    <div className={classNames(styles.field, className)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.box}>
        <input
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          {...input}
          id={id}
          type={secret && shown ? 'text' : type}
          className={classNames(styles.input, secret && styles.secret)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy}
        />
        {secret && (
          <button
            type="button"
            className={styles.reveal}
            aria-pressed={shown}
            aria-label={t('action.show_password')}
            title={shown ? t('action.hide_password') : t('action.show_password')}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'eye-off' : 'eye'} />
          </button>
        )}
      </div>
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div aria-live="polite">
        {error && (
          <p className={styles.error} id={`${id}-error`}>
            <Icon name="warning" small />
            <span>{error}</span>
          </p>
        )}
      </div>
    </div>
  );
};
