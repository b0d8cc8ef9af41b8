import { Button, Drawer } from '@mantine/core';
import type { SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMethodName } from '../../api/method-names';
import drawer from '../../components/form-drawer.module.css';
import { Trial, useTrial } from './trial';

export interface TestMethodProps {
  readonly method: SignInMethodRecord;
  readonly onClose: () => void;
}

/** Tests a certificate without a sign-in: rule, subject, account, reason. */
export const TestMethod = ({ method, onClose }: TestMethodProps) => {
  const { t } = useTranslation('panel');
  const trial = useTrial(method);
  const methodName = useMethodName();

  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('methods.test_title', { name: methodName(method) })}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      classNames={{ content: drawer.content, header: drawer.header, title: drawer.title, body: drawer.body }}
    >
      <div className={drawer.fields}>
        <p className={drawer.description}>{t('methods.test_text')}</p>
        <Trial {...trial} />
      </div>
      <footer className={drawer.footer}>
        <Button variant="default" onClick={onClose}>
          {t('dialog.close')}
        </Button>
        <Button disabled={trial.run === undefined} loading={trial.isPending} onClick={trial.run}>
          {t('methods.run_test')}
        </Button>
      </footer>
    </Drawer>
  );
};
