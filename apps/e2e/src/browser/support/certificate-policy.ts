import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const policyName = 'AutoSelectCertificateForUrls';

const folder = '/etc/chromium/policies/managed';

/** Which certificate answers at which origins: Chromium's own pattern, and the holder's common name. */
type Choices = Readonly<Record<string, string>>;

export interface CertificatePolicy {
  /** Takes effect in browsers that are launched later, or reload their policies. With no choice at all, nothing answers. */
  choose(choices: Choices): void;
  remove(): void;
}

/**
 * Chromium's AutoSelectCertificateForUrls: answers the question which certificate to use, which a test cannot press. Holds for
 * the whole machine, so patterns have to name the ports of one Postern only.
 */
export const certificatePolicy = (): CertificatePolicy => {
  const file = join(folder, `postern-e2e-${process.pid}.json`);
  const made = [folder, dirname(folder)].filter((path) => !existsSync(path));
  return {
    choose: (choices) => {
      const rules = Object.entries(choices).map(([pattern, name]) =>
        JSON.stringify({ pattern, filter: { SUBJECT: { CN: name } } }),
      );
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, JSON.stringify(rules.length === 0 ? {} : { [policyName]: rules }), { mode: 0o644 });
    },
    remove: () => {
      rmSync(file, { force: true });
      for (const path of made) rmSync(path, { recursive: true, force: true });
    },
  };
};

/** Why no certificate policy can be set on this machine; null if it can. */
export const policyObstacle = (): string | null =>
  process.getuid?.() === 0 ? null : 'only root may write the policy that answers for the person';
