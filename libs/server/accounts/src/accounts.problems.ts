import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of accounts, their passwords, identifiers, groups and sessions. */
export const accountProblems: ProblemsOf<
  'password' | 'account' | 'identifier' | 'group' | 'profile_field' | 'session'
> = {
  'password.wrong': { title: 'Wrong username or password.', detail: 'Check both and try again.' },
  'password.too_short': { title: 'The password is too short.', detail: 'Choose a longer one.' },
  'password.too_common': {
    title: 'The password is too common.',
    detail: 'Choose one that is hard to guess.',
  },
  'password.must_change': {
    title: 'This one-time password must be replaced.',
    detail: 'Send username and password again, with a `newPassword`.',
  },
  'password.one_time_expired': {
    title: 'This one-time password has expired.',
    detail: 'Ask an administrator for a new one.',
  },
  'password.one_time_used': {
    title: 'This one-time password no longer works.',
    detail: 'Sign in with the password you chose. If you did not choose one, tell an administrator immediately.',
  },
  'password.unchanged': {
    title: 'The new password is the one-time password.',
    detail: 'Choose another one, which only you know.',
  },
  'account.not_found': { title: 'There is no such account.' },
  'account.blocked': { title: 'The account is blocked.', detail: 'Ask an administrator to unblock it.' },
  'account.username_taken': { title: 'Another account has this username.', detail: 'Choose another username.' },
  'account.email_taken': { title: 'Another account has this e-mail address.', detail: 'Use another address.' },
  'account.import_not_found': {
    title: 'There is no such import.',
    detail: 'It may have been deleted. Imports are kept for seven days.',
  },
  'account.too_many_new': {
    title: 'The sign-in method has created as many accounts today as it may.',
    detail: 'Try again tomorrow, or ask an administrator to raise the limit of the method.',
  },
  'account.last_owner': {
    title: 'This is the last owner.',
    detail: 'Make another account owner first.',
  },
  'identifier.required': {
    title: 'The application requires an identifier that the person does not have.',
    detail: 'Send the person to the sign-in page, which lets them add it.',
  },
  'identifier.not_found': { title: 'There is no such identifier.' },
  'identifier.linked_to_you': {
    title: 'The identifier is already linked to this profile.',
    detail: 'You do not need to do anything.',
  },
  'identifier.linked_to_another': {
    title: 'The identifier is linked to another profile.',
    detail: 'Remove it there first.',
  },
  'identifier.awaited_already': {
    title: 'A certificate with this name is awaited already.',
    detail: 'Remove it from the other account first.',
  },
  'identifier.last_way_to_sign_in': {
    title: 'This is the only way left to sign in to the account.',
    detail: 'Set a password or link another identifier first.',
  },
  'session.not_found': { title: 'There is no such session.', detail: 'It may have ended already.' },
  'session.too_old': {
    title: 'The last sign-in is too old for this.',
    detail: 'Sign in again, and repeat the request within five minutes.',
  },
  'password.current_wrong': {
    title: 'The current password is wrong.',
    detail: 'Enter the password that you sign in with now.',
  },
  'group.not_found': {
    title: 'There is no such group.',
    detail: 'The group may have been deleted.',
  },
  'group.name_taken': {
    title: 'A group with this name already exists.',
    detail: 'Another group has this name. Upper and lower case make no difference.',
  },
  'profile_field.not_found': {
    title: 'There is no such profile field.',
    detail: 'The field may have been deleted.',
  },
  'profile_field.key_taken': {
    title: 'A profile field with this key already exists.',
    detail: 'Choose another key.',
  },
  'profile_field.claim_taken': {
    title: 'Another profile field uses this claim.',
    detail: 'Choose another claim.',
  },
  'profile_field.too_many': {
    title: 'There are 50 profile fields already.',
    detail: 'Delete one that you no longer need.',
  },
  'profile_field.in_use': {
    title: 'A sign-in method has a rule for this profile field.',
    detail: 'Remove the rule first.',
  },
  'profile_field.values_repeated': {
    title: 'Several accounts have the same value in this profile field.',
    detail: 'Change these values first.',
  },
  'profile_field.typed_by_people': {
    title: 'People have typed values in this profile field themselves.',
    detail: 'Set or remove these values first: someone could have typed the number of another person.',
  },
  'profile_field.value_taken': {
    title: 'Another account has this value.',
    detail: 'Check the value, or remove it from the other account.',
  },
  'profile_field.not_editable': {
    title: 'Only administrators can change this profile field.',
    detail: 'Ask an administrator to change it.',
  },
};
