import { Input } from '@mantine/core';
import type { CertificateJudgement, ErrorCode, ReadCertificate } from '@postern/contracts';
import { useErrorText } from '@postern/i18n';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useApi } from '../../api/api-context';
import { problemOf } from '../../api/problem-of';
import { CertificateChoice } from './certificate-choice';
import { CertificateDrop } from './certificate-drop';
import styles from './certificates.module.css';
import { InspectedCertificate } from './inspected-certificate';
import { Pkcs12Password } from './pkcs12-password';
import type { LockedFile } from './pkcs12-password';
import { givenFile, givenText } from './read-certificates';
import type { GivenCertificates } from './read-certificates';

export interface CertificatesInputProps {
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  /** PEM, one certificate each. */
  readonly value?: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly error?: ReactNode;
  /** Accepts one certificate; asks which if there are several. */
  readonly single?: boolean;
  /** The result of trying the certificate, once known. */
  readonly judgement?: CertificateJudgement | null;
  /** Also accepts .p12 and .pfx files; only the certificate is taken from them. */
  readonly pkcs12?: boolean;
}

/** Accepts certificates pasted, dropped or chosen. The server parses them, unless the input contains a private key. */
export const CertificatesInput = (props: CertificatesInputProps) => {
  const {
    label,
    description,
    required,
    value = [],
    onChange,
    error,
    single = false,
    pkcs12 = false,
    judgement,
  } = props;
  const api = useApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [locked, setLocked] = useState<LockedFile | null>(null);
  const [offered, setOffered] = useState<readonly ReadCertificate[]>([]);
  // The field may have changed while the server was parsing.
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });

  const keep = (found: readonly ReadCertificate[]): void => {
    for (const { pem, certificate } of found) queries.setQueryData(['certificate', pem], certificate);
    const pems = found.map(({ pem }) => pem);
    setOffered([]);
    if (pems.length > 0) onChange(single ? pems : [...new Set([...latest.current, ...pems])]);
  };
  const take = async (given: readonly GivenCertificates[]): Promise<void> => {
    setProblem(given.find((one) => one.problem !== null)?.problem ?? null);
    try {
      const read = await Promise.all(
        given.flatMap(({ body }) => (body ? [api.post<ReadCertificate[]>('/certificates/read', body)] : [])),
      );
      const found = read.flat().map(({ pem, certificate }) => ({ pem: pem.trim(), certificate }));
      if (single && found.length > 1) setOffered(found);
      else keep(found);
    } catch (failure) {
      setProblem(problemOf(failure).code);
    }
  };
  const takeFiles = async (files: readonly File[]): Promise<void> => {
    const given = await Promise.all(files.map((file) => givenFile(file)));
    const at = pkcs12 ? given.findIndex((one) => one.pkcs12) : -1;
    const [file, bytes] = [files[at], given[at]?.pkcs12];
    setLocked(file && bytes ? { name: file.name, bytes } : null);
    await take(given.filter((_, index) => index !== at));
  };
  const shown = problem === null ? error : `${errorText(problem).title}. ${errorText(problem).next}`;

  return (
    <Input.Wrapper label={label} description={description} error={shown} withAsterisk={required} labelElement="div">
      <div className={styles.room}>
        {value.map((pem) => (
          <InspectedCertificate
            key={pem}
            pem={pem}
            judgement={judgement}
            onRemove={() => onChange(value.filter((other) => other !== pem))}
          />
        ))}
        {locked && (
          <Pkcs12Password
            key={locked.name}
            file={locked}
            onOpen={(pems) => {
              setLocked(null);
              void take([givenText(pems.join('\n'))]);
            }}
            onGiveUp={() => setLocked(null)}
          />
        )}
        {offered.length > 0 && (
          <CertificateChoice offered={offered} onChoose={(one) => keep([one])} onGiveUp={() => setOffered([])} />
        )}
        {(!single || value.length === 0) && !locked && offered.length === 0 && (
          <CertificateDrop
            label={label}
            pkcs12={pkcs12}
            multiple={!single}
            onText={(text) => void take([givenText(text)])}
            onFiles={takeFiles}
          />
        )}
      </div>
    </Input.Wrapper>
  );
};
