import { certificateErrorCodes, generalErrorCodes } from '@postern/contracts';
import type { ErrorCode } from '@postern/contracts';
import { CertificateCard, stateOfRefusal } from '@postern/ui';
import { CodeAlert, ProblemAlert } from '../../components/problem-alert';
import { LinkAgain } from './link-again';
import { rememberedMethod } from './link-memory';
import { useLinkRefusal, useStartLink } from './linking.api';

const known = (code: string): ErrorCode =>
  [...certificateErrorCodes, ...generalErrorCodes].find((one) => one === code) ?? 'server.error';

/** An identifier that is already linked needs no further action. */
export const toneOf = (code: string): 'danger' | 'info' => (code === 'identifier.linked_to_you' ? 'info' : 'danger');

export interface LinkRefusedProps {
  readonly code: string;
  /** Id with which to fetch the details of the refusal; null if the server has none. */
  readonly refusal: string | null;
}

/** The certificate was refused before it could be linked: why, and what to do. */
export const LinkRefused = ({ code, refusal }: LinkRefusedProps) => {
  const start = useStartLink();
  // Without the details, the code is explanation enough.
  const { data: refused } = useLinkRefusal(refusal);
  const methodId = rememberedMethod();
  return (
    <>
      <ProblemAlert error={start.error} />
      <CodeAlert code={known(code)} tone={toneOf(code)} />
      {refused?.certificate && (
        <CertificateCard
          certificate={refused.certificate}
          judgement={refused.judgement}
          state={stateOfRefusal(refused.code)}
        />
      )}
      <LinkAgain methodId={methodId} start={start} primary={toneOf(code) === 'danger'} />
    </>
  );
};
