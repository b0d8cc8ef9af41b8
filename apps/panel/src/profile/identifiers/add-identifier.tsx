import { Button, Menu } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { MethodIcon } from '@postern/ui';
import { useEffect } from 'react';
import { useMethodName } from '../../api/method-names';
import { IconPlus } from '../../components/icons';
import { ProblemAlert } from '../../components/problem-alert';
import { useInterruption } from '../../session/interruption';
import { useStartLink } from '../linking/linking.api';
import { useLinkableMethods } from '../api/identifiers.api';
import styles from './identifiers.module.css';

/** The public methods; choosing one leaves the panel for the method's own page. */
export const AddIdentifier = () => {
  const { t } = useTranslation('panel');
  const methodName = useMethodName();
  const { data: methods } = useLinkableMethods();
  const start = useStartLink();
  const { mutate: begin } = start;
  const wanted = useInterruption('startLink');
  // The person chose this method before they had to sign in again.
  useEffect(() => {
    if (wanted !== null) begin(wanted);
  }, [wanted, begin]);

  return (
    <div>
      <Menu>
        <Menu.Target>
          <Button loading={start.isPending} leftSection={<IconPlus size={16} stroke={2} aria-hidden />}>
            {t('profile.identifiers.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {methods?.length === 0 && <Menu.Label>{t('profile.identifiers.nothing_to_add')}</Menu.Label>}
          {methods?.map((method) => (
            <Menu.Item
              key={method.id}
              leftSection={
                <span className={styles.methodIcon}>
                  <MethodIcon icon={method.icon} logoUrl={method.logoUrl} />
                </span>
              }
              onClick={() => start.mutate({ methodId: method.id })}
            >
              {methodName(method)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {start.error !== null && (
        <div className={styles.problem}>
          <ProblemAlert error={start.error} />
        </div>
      )}
    </div>
  );
};
