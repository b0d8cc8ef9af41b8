// @ts-check
import { writeFileSync } from 'node:fs';

/**
 * Writes how many tests passed and failed to the file that `POSTERN_TEST_COUNT` names, and nothing to the screen. A file that
 * cannot be loaded, a suite whose hooks fail and an error outside any test each count as one failure.
 *
 * @implements {import('vitest/reporters').Reporter}
 */
export default class CountReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' || state === 'failed') count[state] += 1;
      }
    }
    const file = process.env.POSTERN_TEST_COUNT;
    if (file !== undefined) writeFileSync(file, JSON.stringify(count));
  }
}
