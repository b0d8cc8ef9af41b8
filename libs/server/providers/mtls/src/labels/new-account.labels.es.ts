import type { ProviderLabels } from '@postern/contracts';

/** The part of the settings that is about new accounts. */
export const newAccountLabelsEs = {
  section: { label: 'Cuentas nuevas', hint: 'Para certificados que aún no son de nadie.' },
  fields: {
    newAccounts: {
      label: 'Crear cuentas',
      hint: 'El rol es siempre miembro. Cada cuenta conserva su certificado como identificador.',
      options: {
        off: { label: 'No', hint: 'La persona o un administrador vincula el certificado.' },
        after_confirmation: {
          label: 'Tras la confirmación',
          hint: 'La persona ve lo que se toma del certificado y lo confirma.',
        },
        at_once: {
          label: 'Al momento',
          hint: 'Sin página. Solo se pregunta si el nombre de usuario o la dirección ya existe.',
        },
      },
    },
    newUsername: {
      label: 'Nombre de usuario',
      options: {
        email: { label: 'Dirección de correo', hint: 'Por ejemplo ada@example.org' },
        upn: { label: 'User principal name', hint: 'Por ejemplo ada@corp.example, como lo escribe AD CS' },
        uid: { label: 'UID del sujeto', hint: 'Por ejemplo ada' },
        pattern: { label: 'Patrón', hint: 'Como se indica abajo' },
      },
    },
    newUsernamePattern: {
      label: 'Patrón para nombres de usuario',
      hint: 'Por ejemplo {givenName}.{surname}. Posibles: {email}, {upn}, {uid}, {cn}, {givenName}, {surname}, {serialNumber}. Los espacios pasan a ser puntos.',
    },
    newUsernameTaken: {
      label: 'Si el nombre de usuario está en uso',
      options: {
        number: { label: 'Añadir un número', hint: 'ada-2, ada-3, etc.' },
        refuse: {
          label: 'No crear la cuenta',
          hint: 'Se pide a la persona que inicie sesión y vincule el certificado.',
        },
      },
    },
    newName: {
      label: 'Nombre',
      options: {
        cn: { label: 'Nombre común (CN)' },
        'given-and-surname': {
          label: 'Nombre y apellidos',
          hint: 'Si el certificado no tiene ambos, el nombre común.',
        },
      },
    },
    newEmail: {
      label: 'Dirección de correo',
      options: {
        none: { label: 'No se toma' },
        unconfirmed: {
          label: 'Se toma, sin confirmar',
          hint: 'No sirve para iniciar sesión hasta que un administrador la confirme.',
        },
        confirmed: {
          label: 'Se toma como confirmada',
          hint: 'Solo si la CA comprueba las direcciones. Dos cuentas no tienen la misma dirección confirmada.',
        },
      },
    },
    newGroups: { label: 'Grupos', hint: 'Las cuentas nuevas se añaden a estos grupos.' },
    newOrganization: {
      label: 'Organización',
      hint: 'Las cuentas nuevas pasan a ser miembros de ella. Los métodos de una organización crean miembros de esa organización.',
    },
    newFrom: {
      label: 'Solo certificados de',
      hint: 'Condiciones; debe cumplirse una de ellas. Si no hay ninguna, todo certificado aceptado obtiene una cuenta.',
      add: 'Añadir condición',
      columns: {
        issuer: { label: 'Emisor', options: { any: { label: 'Cualquiera' } } },
        policy: { label: 'Política', hint: 'OID; vacío para cualquiera' },
      },
    },
    newDomains: {
      label: 'Solo dominios de correo',
      hint: 'Uno por línea, como example.org. Vacío: cualquiera. Un subdominio necesita su propia línea.',
    },
    newPerDay: {
      label: 'Cuentas nuevas por día',
      hint: 'Como máximo. El día es el de UTC. Después se muestra un error y el registro tiene un evento.',
    },
    refresh: {
      label: 'Actualizar nombre y dirección',
      options: {
        off: { label: 'Nunca', hint: 'Se conserva lo que se haya cambiado.' },
        on: {
          label: 'En cada inicio de sesión',
          hint: 'Solo para miembros. No se toma una dirección que tenga otra cuenta.',
        },
      },
    },
  },
} satisfies { readonly section: object; readonly fields: ProviderLabels['fields'] };
