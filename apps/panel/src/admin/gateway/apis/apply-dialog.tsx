import { Button, Modal } from '@mantine/core';
import type { GatewayApi } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert, Spinner } from '@postern/ui';
import { CodeBlock } from '../../../components/code-block';
import dialog from '../../../components/dialog.module.css';
import { IconCheck, IconNotMet } from '../../../components/icons';
import { ProblemAlert } from '../../../components/problem-alert';
import styles from './apis.module.css';
import { useApplying } from './use-applying';
import type { StepState } from './use-applying';

const Step = ({ title, state }: { readonly title: string; readonly state: StepState }) => {
  const { t } = useTranslation('gateway');
  return (
    <li className={styles.step} data-state={state}>
      <span className={styles.stepIcon} aria-hidden="true">
        {state === 'doing' && <Spinner />}
        {state === 'done' && <IconCheck size={16} stroke={2} />}
        {state === 'failed' && <IconNotMet size={16} stroke={2} />}
      </span>
      <span>{title}</span>
      <span className={styles.stepState}>{t(`apis.applying.${state}`)}</span>
    </li>
  );
};

/** Nginx's own error output for a refused configuration. */
const NginxReason = ({ reason }: { readonly reason: string }) => {
  const { t } = useTranslation('gateway');
  return (
    <div className={styles.nginx}>
      <Alert title={t('apis.applying.nginx')}>{t('apis.applying.nginx_text')}</Alert>
      <CodeBlock label={t('apis.applying.nginx_label')} copyLabel={t('apis.applying.copy')} code={reason} />
    </div>
  );
};

export interface ApplyDialogProps {
  readonly api: GatewayApi;
  /** Checks only; stops before anything is changed. */
  readonly checkOnly: boolean;
  readonly onClose: () => void;
}

/** Starts when it opens and reports every step and its result. */
export const ApplyDialog = ({ api: { id, draft }, checkOnly, onClose }: ApplyDialogProps) => {
  const { t } = useTranslation('gateway');
  const { check, place, invalid, nginx, error, result } = useApplying(id, checkOnly);
  const running = check === 'doing' || place === 'doing';
  const { name } = draft;

  return (
    <Modal.Root opened onClose={onClose} size={560} closeOnClickOutside={!running} zIndex={300}>
      <Modal.Overlay />
      <Modal.Content aria-busy={running}>
        <Modal.Body className={dialog.body}>
          <Modal.Title className={dialog.title}>
            {t(checkOnly ? 'apis.applying.validate_title' : 'apis.applying.title', { name })}
          </Modal.Title>
          <div role="status">
            <ol className={styles.steps}>
              <Step title={t('apis.applying.check')} state={check} />
              {!checkOnly && <Step title={t('apis.applying.place')} state={place} />}
            </ol>
          </div>
          {checkOnly && check === 'done' && (
            <Alert tone="success" title={t('apis.applying.valid')}>
              {t('apis.applying.valid_text')}
            </Alert>
          )}
          {result && (
            <Alert tone="success" title={t('apis.applying.applied', { name })}>
              {t('apis.applying.applied_text', { milliseconds: result.milliseconds })}
            </Alert>
          )}
          {invalid && invalid.problems.length > 0 && (
            <Alert title={t('apis.applying.invalid')}>
              <ul className={styles.problems}>
                {invalid.problems.map(({ path, message }) => (
                  <li key={`${path} ${message}`}>
                    <code>{path}</code> {message}
                  </li>
                ))}
              </ul>
            </Alert>
          )}
          {nginx !== null && <NginxReason reason={nginx} />}
          <ProblemAlert error={error} />
          <div className={dialog.actions}>
            <Button variant={running ? 'default' : 'filled'} onClick={onClose} data-autofocus>
              {t('panel:dialog.close')}
            </Button>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
