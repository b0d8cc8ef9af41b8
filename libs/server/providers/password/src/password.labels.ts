import type { Localized, ProviderLabels } from '@postern/contracts';

/** What people and administrators read about sign-in with username and password. */
export const passwordLabels: Localized<ProviderLabels> = {
  en: {
    kind: 'Password',
    methodName: 'Username and password',
    fields: {
      username: {
        label: 'Username or e-mail',
      },
      password: {
        label: 'Password',
      },
      newPassword: {
        label: 'New password',
      },
    },
  },
  fr: {
    kind: 'Mot de passe',
    methodName: 'Nom d’utilisateur et mot de passe',
    fields: {
      username: {
        label: 'Nom d’utilisateur ou e-mail',
      },
      password: {
        label: 'Mot de passe',
      },
      newPassword: {
        label: 'Nouveau mot de passe',
      },
    },
  },
  de: {
    kind: 'Passwort',
    methodName: 'Benutzername und Passwort',
    fields: {
      username: {
        label: 'Benutzername oder E-Mail',
      },
      password: {
        label: 'Passwort',
      },
      newPassword: {
        label: 'Neues Passwort',
      },
    },
  },
  es: {
    kind: 'Contraseña',
    methodName: 'Nombre de usuario y contraseña',
    fields: {
      username: {
        label: 'Nombre de usuario o correo electrónico',
      },
      password: {
        label: 'Contraseña',
      },
      newPassword: {
        label: 'Nueva contraseña',
      },
    },
  },
  it: {
    kind: 'Password',
    methodName: 'Nome utente e password',
    fields: {
      username: {
        label: 'Nome utente o e-mail',
      },
      password: {
        label: 'Password',
      },
      newPassword: {
        label: 'Nuova password',
      },
    },
  },
  ru: {
    kind: 'Пароль',
    methodName: 'Имя пользователя и пароль',
    fields: {
      username: {
        label: 'Имя пользователя или эл. почта',
      },
      password: {
        label: 'Пароль',
      },
      newPassword: {
        label: 'Новый пароль',
      },
    },
  },
};
