import { Button, Skeleton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { publicities } from '@postern/contracts';
import type { ErrorCode, LinkPreview, Publicity } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useMethodName } from '../../api/method-names';
import { isStaleProof, problemOf } from '../../api/problem-of';
import { CodeAlert, ProblemAlert } from '../../components/problem-alert';
import { RadioChoices } from '../../components/radio-choices';
import { toast } from '../../components/toast';
import { LinkAgain } from './link-again';
import { forgetLink, keepLink, rememberedMethod, waitingLink } from './link-memory';
import { toneOf } from './link-refused';
import styles from './linking.module.css';
import { useConfirmLink, useLinkPreview, useStartLink } from './linking.api';

/** Shows what would be linked and asks for confirmation. */
export const LinkConfirmationForm = ({ code }: { readonly code: string }) => {
  const { data: preview, error } = useLinkPreview(code);
  const start = useStartLink();
  const { mutate: begin } = start;
  const [waiting] = useState(waitingLink);
  // The code expired while the person signed in: the browser presents the same certificate again, so no one has to
  // start over.
  const again =
    error !== null && problemOf(error).code === 'handoff.invalid' && waiting?.code === code ? waiting.methodId : null;
  useEffect(() => {
    if (again === null) return;
    forgetCode();
    begin({ methodId: again });
  }, [again, begin]);

  if (again !== null && start.error === null) return <Skeleton height={320} />;
  if (error) {
    return (
      <>
        <ProblemAlert error={error} />
        <LinkAgain methodId={rememberedMethod()} start={start} primary />
      </>
    );
  }
  if (!preview) return <Skeleton height={320} />;
  if (preview.problem !== null) {
    return (
      <>
        <CodeAlert code={preview.problem as ErrorCode} tone={toneOf(preview.problem)} />
        {preview.certificate && <CertificateCard certificate={preview.certificate} judgement={preview.judgement} />}
        <LinkAgain methodId={preview.method.id} start={start} primary={toneOf(preview.problem) === 'danger'} />
      </>
    );
  }
  return <Confirmation code={code} preview={preview} />;
};

/** Keeps the input for the new code; the old one is used up. */
const forgetCode = (): void => {
  const waiting = waitingLink();
  if (waiting !== null) keepLink({ ...waiting, code: '' });
};

const Confirmation = ({ code, preview }: { readonly code: string; readonly preview: LinkPreview }) => {
  const { t } = useTranslation('panel');
  const navigate = useNavigate();
  const start = useStartLink();
  const confirm = useConfirmLink();
  const methodName = useMethodName();
  const { certificate, judgement, method, renews } = preview;
  const [typed] = useState(() => waitingFor(preview));
  const form = useForm<{ label: string; publicity: Publicity }>({
    initialValues: {
      label: typed?.label ?? renews?.label ?? certificate?.name ?? methodName(method),
      publicity: typed?.publicity ?? preview.publicity,
    },
    validate: { label: (label) => (label.trim() ? null : t('form.required')) },
  });
  const submit = form.onSubmit(({ label, publicity }) =>
    confirm.mutate(
      { code, label: label.trim(), publicity },
      {
        onSuccess: async (identifier) => {
          forgetLink();
          toast(t('link.done', { name: identifier.label }));
          await navigate('/profile/identifiers', { replace: true });
        },
        onError: (refusal) => {
          if (!isStaleProof(refusal)) return;
          keepLink({
            code,
            methodId: method.id,
            certificate: certificate?.sha256 ?? null,
            label: label.trim(),
            publicity,
          });
        },
      },
    ),
  );

  return (
    <form onSubmit={submit} className={styles.form}>
      <p className={styles.lead}>
        {renews ? t('link.renews', { name: renews.label }) : t('link.lead', { method: methodName(method) })}
      </p>
      {certificate && <CertificateCard certificate={certificate} judgement={judgement} state="not_linked" />}
      <TextInput
        label={t('link.label')}
        description={t('link.label_hint')}
        maxLength={200}
        {...form.getInputProps('label')}
      />
      <RadioChoices
        label={t('publicity.title')}
        choices={publicities.map((value) => ({
          value,
          label: t(`publicity.${value}.name`),
          description: t(`publicity.${value}.text`),
        }))}
        {...form.getInputProps('publicity')}
      />
      <ProblemAlert error={confirm.error ?? start.error} />
      <div className={styles.actions}>
        <Button type="submit" loading={confirm.isPending}>
          {t('link.confirm')}
        </Button>
        <Button
          variant="default"
          loading={start.isPending}
          onClick={() => start.mutate({ methodId: method.id, fresh: true })}
        >
          {t('link.another')}
        </Button>
        <Button variant="subtle" color="gray" component={Link} to="/profile/identifiers" onClick={forgetLink}>
          {t('dialog.cancel')}
        </Button>
      </div>
    </form>
  );
};

/** Input for the same certificate from before the person signed in again. */
const waitingFor = ({ method, certificate }: LinkPreview) => {
  const waiting = waitingLink();
  return waiting?.methodId === method.id && waiting.certificate === (certificate?.sha256 ?? null) ? waiting : null;
};
