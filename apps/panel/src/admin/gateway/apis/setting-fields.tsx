import { Checkbox, Input, NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { FieldGroup } from '../../../components/field-group';
import { useUpstreams } from '../upstreams/upstreams.api';
import { useGatewayStatus } from '../overview/overview.api';
import { gatewayPath } from '../shared/gateway-page';
import type { ApiValues } from './api-values';
import styles from './apis.module.css';

interface FieldsProps {
  readonly form: UseFormReturnType<ApiValues>;
}

/** Required by every API: a name, a path and an upstream. */
export const PlaceFields = ({ form }: FieldsProps) => {
  const { t } = useTranslation('gateway');
  const { data: upstreams } = useUpstreams();
  const { data: status } = useGatewayStatus();
  return (
    <>
      <TextInput label={t('apis.field.name')} required maxLength={80} data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label={t('apis.field.path')}
        description={
          status && t('apis.field.path_hint', { address: `${status.origin}${form.values.pathPrefix.trim()}` })
        }
        placeholder="/orders"
        required
        spellCheck={false}
        autoComplete="off"
        {...form.getInputProps('pathPrefix')}
      />
      <NativeSelect
        label={t('apis.field.upstream')}
        required
        description={
          upstreams?.length === 0 && (
            <>
              {t('apis.field.upstream_missing')}{' '}
              <Link to={gatewayPath('upstreams')}>{t('apis.field.upstream_add')}</Link>
            </>
          )
        }
        data={[
          { value: '', label: t('apis.field.upstream_none') },
          ...(upstreams ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...form.getInputProps('upstreamId')}
      />
    </>
  );
};

/** Rate limits, and what the upstream receives about the caller. */
export const PassingFields = ({ form }: FieldsProps) => {
  const { t } = useTranslation('gateway');
  return (
    <>
      <FieldGroup title={t('apis.field.rate_limit')}>
        <Switch
          label={t('apis.field.limited')}
          description={t('apis.field.rate_limit_hint')}
          {...form.getInputProps('limited', { type: 'checkbox' })}
        />
        {form.values.limited && (
          <div className={styles.limit}>
            <NumberInput
              label={t('apis.field.requests')}
              min={1}
              max={100_000}
              allowDecimal={false}
              allowNegative={false}
              hideControls
              {...form.getInputProps('requests')}
            />
            <NativeSelect
              label={t('apis.field.per')}
              data={(['second', 'minute'] as const).map((per) => ({ value: per, label: t(`apis.per.${per}`) }))}
              {...form.getInputProps('per')}
            />
            <NumberInput
              label={t('apis.field.burst')}
              min={0}
              max={100_000}
              allowDecimal={false}
              allowNegative={false}
              hideControls
              {...form.getInputProps('burst')}
            />
          </div>
        )}
      </FieldGroup>
      <FieldGroup title={t('apis.field.headers')}>
        <Input.Wrapper
          description={t('apis.field.headers_hint')}
          inputWrapperOrder={['input', 'description', 'error']}
          labelElement="div"
        >
          <div className={styles.headers}>
            <Checkbox label={t('apis.field.client_cert')} {...form.getInputProps('clientCert', { type: 'checkbox' })} />
            <Checkbox label={t('apis.field.ssl_headers')} {...form.getInputProps('xSslClient', { type: 'checkbox' })} />
          </div>
        </Input.Wrapper>
      </FieldGroup>
    </>
  );
};
