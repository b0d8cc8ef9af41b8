import { accessProblems } from '@postern/access';
import { accountProblems } from '@postern/accounts';
import { appearanceProblems } from '@postern/appearance';
import { auditProblems } from '@postern/audit';
import { certificateProblems } from '@postern/certificate-kit';
import { clientProblems } from '@postern/clients';
import type { ProblemTexts } from '@postern/errors';
import { gatewayProblems } from '@postern/gateway';
import { interactionProblems } from '@postern/interactions';
import { managementProblems } from '@postern/management';
import { organizationProblems } from '@postern/organizations';
import { revocationProblems } from '@postern/revocation';
import { signInMethodProblems } from '@postern/sign-in-methods';

/** Each feature brings the texts of its own errors. */
export const problemTexts: ProblemTexts = {
  ...accessProblems,
  ...accountProblems,
  ...appearanceProblems,
  ...auditProblems,
  ...certificateProblems,
  ...clientProblems,
  ...gatewayProblems,
  ...interactionProblems,
  ...managementProblems,
  ...organizationProblems,
  ...revocationProblems,
  ...signInMethodProblems,
};
