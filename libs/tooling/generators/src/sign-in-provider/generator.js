// @ts-check
// Plain JavaScript: Nx loads this before anything is built.
import { join } from 'node:path';
import { formatFiles, generateFiles, installPackagesTask, names } from '@nx/devkit';
import { providersFolder, register } from './registration.js';

/**
 * `nx g @postern/generators:sign-in-provider <name>`
 *
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ readonly name: string, readonly kind?: 'form' | 'navigate' }} options
 */
export const signInProviderGenerator = async (tree, { name, kind = 'form' }) => {
  const { className, propertyName } = names(name);
  const packageName = `@postern/provider-${name}`;
  const folder = `${providersFolder}/${name}`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw new Error(`'${name}' is not in kebab case.`);
  if (tree.exists(folder)) throw new Error(`${folder} exists already.`);

  const title = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
  const values = { name, title, className, propertyName, packageName, template: '' };
  generateFiles(tree, join(import.meta.dirname, 'files/common'), folder, values);
  generateFiles(tree, join(import.meta.dirname, `files/${kind}`), folder, values);
  register(tree, { name, className, packageName });
  await formatFiles(tree);

  return () => installPackagesTask(tree, true);
};

export default signInProviderGenerator;
