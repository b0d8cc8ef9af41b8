/**
 * Words that lists of stolen passwords begin with, at least four letters long. Passwords are long here, so what matters is
 * not the whole list but its words filled up with digits, signs or themselves: `password1234567`, `qwertyqwertyqwerty`.
 */
const words = new Set(
  `abcd admin administrator adminadmin america andrew angel apple asdf asdfgh asdfghjkl ashley august autumn azerty azertyuiop
  babygirl banana baseball basketball batman beautiful blink changeme charlie cheese chelsea chocolate christmas computer
  cookie daniel december default demo dragon dubsmash email england facebook family fischer flower football forever freedom
  friend fuckyou gfhjkm ginger google guest hallo hannah happy hello hottie hunter iloveyou internet jennifer jessica jesus
  jordan july june killer letmein linkedin liverpool login loveme lovely manager march marina maria master matrix maverick
  michael michelle monday monkey motdepasse mustang myspace mypassword naruto nicole november october oneonetwo parola pass
  passord passpass passphrase password passwort passw0rd pa55word p4ssword p@ssw0rd pepper pokemon postern princess purple
  qazwsx qazwsxedc qwer qwert qwertz qwerty qwertyui qwertyuiop qwertzuiop root samsung secret september shadow soccer
  spring starwars starwarsfan summer sunday sunshine superman superuser system target tequiero temp test tester testing
  thomas tigger trustno trustme unknown user username victoria welcome whatever william winter wachtwoord yellow zaq
  zxcvbn zxcvbnm correcthorsebatterystaple`.split(/\s+/),
);

const runs = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];

/** `abcabcabc` → `abc`; what does not repeat stays. */
const repeatedUnit = (text: string): string => /^(.+?)\1+$/su.exec(text)?.[1] ?? text;

const isRun = (text: string): boolean => {
  const backwards = [...text].reverse().join('');
  return runs.some((run) => (run + run).includes(text) || (run + run).includes(backwards));
};

const isWord = (text: string): boolean => {
  const bare = text.replaceAll(/[^\p{L}]/gu, '');
  const trimmed = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [text, trimmed, bare].some((form) => words.has(form) || words.has(repeatedUnit(form)));
};

/** Whether a password is easy to guess: too few different characters, a keyboard run, or a padded common word. */
export const isCommonPassword = (password: string): boolean => {
  const text = password.toLowerCase().replaceAll(/\s+/gu, '');
  if (new Set(text).size < 5) return true;
  return isRun(repeatedUnit(text)) || isWord(text);
};
