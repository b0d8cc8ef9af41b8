import { LaunchError } from './launch-error.js';

export interface CommandLine {
  readonly help: boolean;
  readonly reset: boolean;
  readonly yes: boolean;
  readonly empty: boolean;
  readonly newAdminPassword: boolean;
}

const names: Readonly<Record<string, keyof CommandLine>> = {
  '--help': 'help',
  '-h': 'help',
  '--reset': 'reset',
  '--yes': 'yes',
  '-y': 'yes',
  '--empty': 'empty',
  '--new-admin-password': 'newAdminPassword',
};

export const parseCommandLine = (args: readonly string[]): CommandLine => {
  const options = { help: false, reset: false, yes: false, empty: false, newAdminPassword: false };
  for (const argument of args) {
    const name = names[argument];
    if (name === undefined) throw new LaunchError(`There is no option ${argument}. npm start -- --help lists them.`);
    options[name] = true;
  }
  return options;
};
