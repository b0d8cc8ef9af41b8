import { NativeSelect } from '@mantine/core';
import { type ErrorCode, type Language, languages } from '@postern/contracts';
import { languageNames, translationIn, useTranslation } from '@postern/i18n';
import { CopyButton } from '@postern/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LoggedCertificate } from './event-certificate';
import styles from './events.module.css';

export interface ReplyProps {
  readonly code: ErrorCode;
  readonly request: string | null;
  readonly logged: LoggedCertificate | null;
}

/** A reply to the person in their language: what happened and what to do. Plain text, to paste anywhere. */
export const Reply = ({ code, request, logged }: ReplyProps) => {
  const { t, i18n } = useTranslation('administration');
  const [language, setLanguage] = useState<Language>(i18n.language);
  const { data: text } = useQuery({
    queryKey: ['reply', code, language, request, logged?.certificate.sha256],
    queryFn: () => replyIn(language, { code, request, logged }),
    staleTime: Infinity,
  });

  return (
    <div className={styles.reply}>
      <div className={styles.replyHead}>
        <NativeSelect
          size="xs"
          label={t('help.reply_language')}
          value={language}
          onChange={({ currentTarget }) => setLanguage(currentTarget.value as Language)}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        {text !== undefined && <CopyButton text={text} label={t('help.copy_reply')} />}
      </div>
      <p lang={language} className={styles.replyText}>
        {text}
      </p>
    </div>
  );
};

/** The texts that the person saw, and what distinguishes this certificate from their others. */
const replyIn = async (language: Language, { code, request, logged }: ReplyProps): Promise<string> => {
  const [error, certificate, common] = await Promise.all([
    translationIn(language, 'errors'),
    translationIn(language, 'certificate'),
    translationIn(language, 'common'),
  ]);
  const say = (part: 'title' | 'text' | 'next'): string => error(`${code}.${part}` as 'server.error.title');
  const date = (iso: string): string => new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(iso));
  const shown = logged && [
    logged.certificate.name,
    certificate('issued_by', { issuer: logged.certificate.issuerName }),
    certificate('valid_until', { date: date(logged.certificate.notAfter) }),
    `${certificate('serial_number')}: ${logged.certificate.serialNumber}`,
  ];
  const paragraphs = [
    say('title'),
    say('text'),
    say('next'),
    shown?.join('\n'),
    request === null ? undefined : `${common('support.request')}: ${request}`,
  ];
  return paragraphs.filter(Boolean).join('\n\n');
};
