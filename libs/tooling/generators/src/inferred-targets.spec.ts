import { createProjectGraphAsync, type ProjectGraph } from '@nx/devkit';
import { beforeAll, describe, expect, it } from 'vitest';

let graph: ProjectGraph;
beforeAll(async () => {
  process.env['NX_DAEMON'] = 'false';
  graph = await createProjectGraphAsync();
}, 120_000);

/** Whatever a project reaches by its dependencies, itself too. */
const reachedFrom = (project: string, reached = new Set<string>()): ReadonlySet<string> => {
  if (reached.has(project)) return reached;
  reached.add(project);
  for (const { target } of graph.dependencies[project] ?? []) reachedFrom(target, reached);
  return reached;
};

describe('nx affected', () => {
  it.each(['@postern/e2e', '@postern/bench', '@postern/local'])('reaches %s from everything that it runs', (runner) => {
    const run = ['@postern/server', '@postern/panel', '@postern/login-widget', '@postern/demo-app', '@postern/x509'];

    expect([...reachedFrom(runner)]).toEqual(expect.arrayContaining(run));
  });

  it.each(['build', 'typecheck', 'lint', 'test'])('keeps what %s found, and knows what it depends on', (target) => {
    const all = Object.values(graph.nodes).flatMap(({ name, data }) => {
      const found = data.targets?.[target];
      return found === undefined ? [] : [{ name, cache: found.cache, inputs: found.inputs, outputs: found.outputs }];
    });

    expect(all.length).toBeGreaterThan(20);
    for (const { name, ...found } of all)
      expect(found, name).toEqual({ cache: true, inputs: expect.any(Array), outputs: expect.any(Array) });
  });
});
