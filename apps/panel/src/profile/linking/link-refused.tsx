import { certificateErrorCodes, generalErrorCodes } from '@postern/contracts';
import type { ErrorCode } from '@postern/contracts';
import { CodeAlert, ProblemAlert } from '../../components/problem-alert';
import { LinkAgain } from './link-again';
import { rememberedMethod } from './link-memory';
import { useStartLink } from './linking.api';

const known = (code: string): ErrorCode =>
  [...certificateErrorCodes, ...generalErrorCodes].find((one) => one === code) ?? 'server.error';

/** What is linked already needs nothing more. */
export const toneOf = (code: string): 'danger' | 'info' => (code === 'identifier.linked_to_you' ? 'info' : 'danger');

/** The proof was refused before anything could be linked: why, and what to do. */
export const LinkRefused = ({ code }: { readonly code: string }) => {
  const start = useStartLink();
  const methodId = rememberedMethod();
  return (
    <>
      <ProblemAlert error={start.error} />
      <CodeAlert code={known(code)} tone={toneOf(code)} />
      <LinkAgain methodId={methodId} start={start} primary={toneOf(code) === 'danger'} />
    </>
  );
};
