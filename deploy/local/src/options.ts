import { LaunchError } from './state/launch-error.js';

export interface CommandLine {
  readonly help: boolean;
  readonly reset: boolean;
  readonly yes: boolean;
  readonly empty: boolean;
  readonly newAdminPassword: boolean;
  readonly newEncryptionKey: boolean;
}

const names: Readonly<Record<string, keyof CommandLine>> = {
  '--help': 'help',
  '-h': 'help',
  '--reset': 'reset',
  '--yes': 'yes',
  '-y': 'yes',
  '--empty': 'empty',
  '--new-admin-password': 'newAdminPassword',
  '--new-encryption-key': 'newEncryptionKey',
};

export const parseCommandLine = (args: readonly string[]): CommandLine => {
  const options = {
    help: false,
    reset: false,
    yes: false,
    empty: false,
    newAdminPassword: false,
    newEncryptionKey: false,
  };
  for (const argument of args) {
    const name = names[argument];
    if (name === undefined) throw new LaunchError(`There is no option ${argument}. npm start -- --help lists them.`);
    options[name] = true;
  }
  return options;
};
