import { Button, Menu } from '@mantine/core';
import { providerIcon, type ProviderDescriptor } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { MethodIcon } from '@postern/ui';
import { IconPlus } from '../../components/icons';
import styles from './sign-in-methods.module.css';

export interface CreateMethodProps {
  readonly types: readonly ProviderDescriptor[];
  readonly onChoose: (descriptor: ProviderDescriptor) => void;
}

/** Templates for a new method. */
export const CreateMethod = ({ types, onChoose }: CreateMethodProps) => {
  const { t, i18n } = useTranslation('panel');
  return (
    <Menu width={280}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden />}>{t('methods.create')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('methods.templates')}</Menu.Label>
        {types
          .filter(({ creatable }) => creatable)
          .map((descriptor) => (
            <Menu.Item
              key={descriptor.type}
              leftSection={
                <span className={styles.logo}>
                  <MethodIcon icon={providerIcon(descriptor.logo)} logoUrl={null} />
                </span>
              }
              onClick={() => onChoose(descriptor)}
            >
              {descriptor.labels[i18n.language].methodName}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
};
