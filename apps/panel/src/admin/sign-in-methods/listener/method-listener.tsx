import { Button } from '@mantine/core';
import type { ListenerState, MethodListenerStatus } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { IfMay } from '../../../api/may';
import { Badge, type BadgeProps } from '../../../components/badge';
import { CodeBlock } from '../../../components/code-block';
import { Facts } from '../../../components/facts';
import { IconFold } from '../../../components/icons';
import { ProblemAlert } from '../../../components/problem-alert';
import { When } from '../../../components/when';
import rows from '../rows-input.module.css';
import { useListener, useListenerCheck } from './listener.api';
import { ListenerReport } from './listener-report';

const tones: Readonly<Record<ListenerState, BadgeProps['tone']>> = {
  shared: 'neutral',
  served: 'good',
  waiting: 'accent',
  refused: 'bad',
  away: 'bad',
  unmanaged: 'warning',
};
const isAmiss = (state: ListenerState): boolean => state === 'refused' || state === 'away';

const Status = ({ status }: { readonly status: MethodListenerStatus }) => {
  const { t } = useTranslation('administration');
  const { state, origin, wanted, since, reason, files } = status;
  return (
    <>
      <p>{t(`listener.text.${state}`)}</p>
      <Facts
        facts={[
          [t('listener.origin'), <code key="origin">{origin}</code>],
          ...(wanted === null ? [] : [[t('listener.wanted'), <code key="wanted">{wanted}</code>] as const]),
          ...(since === null ? [] : [[t('listener.since'), <When key="since" at={since} />] as const]),
          ...(reason === null ? [] : [[t('listener.reason'), <code key="reason">{reason}</code>] as const]),
        ]}
      />
      {Object.entries(files ?? {}).map(([name, code]) => (
        <CodeBlock key={name} label={name} copyLabel={t('listener.copy', { name })} code={`# ${name}\n${code}`} />
      ))}
    </>
  );
};

/** Where a method asks for certificates, whether Nginx serves that, and a look at the listener. Renders nothing where there is none. */
export const MethodListener = ({ methodId }: { readonly methodId: string }) => {
  const { t } = useTranslation('administration');
  const { data: status } = useListener(methodId);
  const { mutate, data: report, error, isPending } = useListenerCheck(methodId);
  if (!status) return null;
  return (
    <details className={rows.section} open={isAmiss(status.state) || undefined}>
      <summary>
        <IconFold size={16} stroke={1.6} aria-hidden />
        {t('listener.title')}
        <span>
          <Badge tone={tones[status.state]}>{t(`listener.state.${status.state}`)}</Badge>
        </span>
      </summary>
      <div className={rows.fields}>
        <Status status={status} />
        <IfMay scope="update:sign_in_methods">
          <div>
            <Button variant="default" loading={isPending} onClick={() => mutate()}>
              {t(report ? 'listener.again' : 'listener.run')}
            </Button>
          </div>
        </IfMay>
        <div aria-live="polite">
          <ProblemAlert error={error} />
          {report && <ListenerReport report={report} />}
        </div>
      </div>
    </details>
  );
};
