import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { Tabs } from '../../../components/tabs';
import { Page } from '../../../layout/page';

const parts = ['overview', 'apis', 'upstreams', 'certificates', 'callers', 'trust_anchors'] as const;
export type GatewayPart = (typeof parts)[number];

export const gatewayPath = (part: GatewayPart): string =>
  part === 'overview' ? '/admin/gateway' : `/admin/gateway/${part.replace('_', '-')}`;

export interface GatewayPageProps {
  readonly part: GatewayPart;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every gateway page. */
export const GatewayPage = ({ part, action, children }: GatewayPageProps) => {
  const { t } = useTranslation('gateway');
  return (
    <Page
      title={t('title')}
      description={part === 'overview' ? t('description') : t(`${part}.description`)}
      part={part === 'overview' ? undefined : t(`tab.${part}`)}
      action={action}
    >
      <Tabs
        label={t('tab.label')}
        tabs={parts.map((name) => ({ to: gatewayPath(name), label: t(`tab.${name}`) }))}
        current={gatewayPath(part)}
      >
        {children}
      </Tabs>
    </Page>
  );
};
