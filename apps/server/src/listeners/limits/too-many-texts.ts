interface TooManyText {
  readonly title: string;
  readonly why: string;
  /** @param time such as "15 minutes" */
  readonly again: (time: string) => string;
  readonly link: string;
  readonly request: string;
}

/** What the page says, in the languages of the sign-in pages. */
export const tooManyTexts = {
  en: {
    title: 'Too many attempts',
    why: 'Many attempts to sign in came from your network within a short time. To keep guessers out, there is a pause now.',
    again: (time) => `Try again in about ${time}.`,
    link: 'Try again',
    request: 'Request',
  },
  de: {
    title: 'Zu viele Versuche',
    why: 'Aus Ihrem Netz kamen in kurzer Zeit viele Anmeldeversuche. Damit niemand Zugangsdaten erraten kann, gibt es jetzt eine Pause.',
    again: (time) => `Versuchen Sie es in etwa ${time} noch einmal.`,
    link: 'Noch einmal versuchen',
    request: 'Anfrage',
  },
  fr: {
    title: 'Trop de tentatives',
    why: 'De nombreuses tentatives de connexion sont parties de votre réseau en peu de temps. Une pause est imposée pour que personne ne puisse deviner un accès.',
    again: (time) => `Réessayez dans environ ${time}.`,
    link: 'Réessayer',
    request: 'Requête',
  },
  es: {
    title: 'Demasiados intentos',
    why: 'Desde su red se han hecho muchos intentos de iniciar sesión en poco tiempo. Para que nadie pueda adivinar un acceso, ahora hay una pausa.',
    again: (time) => `Vuelva a intentarlo dentro de ${time}.`,
    link: 'Volver a intentarlo',
    request: 'Solicitud',
  },
  it: {
    title: 'Troppi tentativi',
    why: 'Dalla Sua rete sono arrivati molti tentativi di accesso in poco tempo. Perché nessuno possa indovinare un accesso, ora c’è una pausa.',
    again: (time) => `Riprovi tra circa ${time}.`,
    link: 'Riprova',
    request: 'Richiesta',
  },
  ru: {
    title: 'Слишком много попыток',
    why: 'Из вашей сети за короткое время поступило много попыток входа. Чтобы никто не мог подобрать доступ, сделана пауза.',
    again: (time) => `Повторите попытку примерно через ${time}.`,
    link: 'Повторить',
    request: 'Запрос',
  },
} as const satisfies Readonly<Record<string, TooManyText>>;

export type Language = keyof typeof tooManyTexts;

const isLanguage = (tag: string): tag is Language => Object.hasOwn(tooManyTexts, tag);

/** The first language of `Accept-Language` (RFC 9110 §12.5.4) that has a text; English otherwise. */
export const languageOf = (header: string | undefined): Language => {
  const wanted = (header ?? '')
    .slice(0, 400)
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  return wanted.map(({ language }) => language).find(isLanguage) ?? 'en';
};
