// @ts-check
import { updateJson } from '@nx/devkit';

/** @typedef {import('@nx/devkit').Tree} Tree */
/** @typedef {{ references: { path: string }[] }} TsConfig */

export const providersFolder = 'libs/server/providers';
const registryFolder = `${providersFolder}/registry`;

/** @param {Tree} tree @param {string} file @param {string} path */
const addReference = (tree, file, path) =>
  updateJson(tree, file, (/** @type {TsConfig} */ config) => ({
    ...config,
    references: [...config.references.filter((known) => known.path !== path), { path }],
  }));

/** @param {Tree} tree @param {string} packageName @param {string} className */
const addToRegistry = (tree, packageName, className) => {
  const file = `${registryFolder}/src/registry.ts`;
  const source = tree.read(file, 'utf8') ?? '';
  const afterImports = source.lastIndexOf('\nimport ') + 1;
  const endOfImports = source.indexOf(';\n', afterImports) + 2;
  const endOfList = source.indexOf('\n];', source.indexOf('registeredProviders'));
  if (afterImports === 0 || endOfList < 0)
    throw new Error(`${file} has no list of providers any more; add the line by hand.`);

  const [module, provider] = [`${className}Module`, `${className}Provider`];
  tree.write(
    file,
    [
      source.slice(0, endOfImports),
      `import { ${module}, ${provider} } from '${packageName}';\n`,
      source.slice(endOfImports, endOfList),
      `\n  { module: ${module}, provider: ${provider} },`,
      source.slice(endOfList),
    ].join(''),
  );
};

/**
 * Makes a new provider known: to the registry, and to the build.
 *
 * @param {Tree} tree
 * @param {{ readonly name: string, readonly className: string, readonly packageName: string }} provider
 */
export const register = (tree, { name, className, packageName }) => {
  addToRegistry(tree, packageName, className);
  updateJson(tree, `${registryFolder}/package.json`, (manifest) => ({
    ...manifest,
    dependencies: { ...manifest.dependencies, [packageName]: '*' },
  }));
  addReference(tree, `${registryFolder}/tsconfig.json`, `../${name}`);
  addReference(tree, 'tsconfig.json', `${providersFolder}/${name}`);
};
