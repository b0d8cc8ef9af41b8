import type { ProviderLabels } from '@postern/contracts';

/** The part of the settings that is about new accounts. */
export const newAccountLabelsRu = {
  section: { label: 'Новые учётные записи', hint: 'Для сертификатов, которые ещё никому не принадлежат.' },
  fields: {
    newAccounts: {
      label: 'Создавать учётные записи',
      hint: 'Роль — всегда участник. Сертификат остаётся идентификатором учётной записи.',
      options: {
        off: { label: 'Нет', hint: 'Сертификат привязывает сам человек или администратор.' },
        after_confirmation: {
          label: 'После подтверждения',
          hint: 'Человек видит, что будет взято из сертификата, и подтверждает.',
        },
        at_once: {
          label: 'Сразу',
          hint: 'Без страницы. Вопрос задаётся, только если имя пользователя или адрес уже есть.',
        },
      },
    },
    newUsername: {
      label: 'Имя пользователя',
      options: {
        email: { label: 'Адрес эл. почты', hint: 'Например, ada@example.org' },
        upn: { label: 'Имя участника-пользователя (UPN)', hint: 'Например, ada@corp.example, как его пишет AD CS' },
        uid: { label: 'UID субъекта', hint: 'Например, ada' },
        pattern: { label: 'Шаблон', hint: 'Как указано ниже' },
      },
    },
    newUsernamePattern: {
      label: 'Шаблон имён пользователей',
      hint: 'Например, {givenName}.{surname}. Можно: {email}, {upn}, {uid}, {cn}, {givenName}, {surname}, {serialNumber}. Пробелы становятся точками.',
    },
    newUsernameTaken: {
      label: 'Если имя пользователя занято',
      options: {
        number: { label: 'Добавить номер', hint: 'ada-2, ada-3 и так далее' },
        refuse: { label: 'Не создавать', hint: 'Человеку предлагается войти и привязать сертификат.' },
      },
    },
    newName: {
      label: 'Имя',
      options: {
        cn: { label: 'Общее имя (CN)' },
        'given-and-surname': { label: 'Имя и фамилия', hint: 'Если в сертификате нет обоих, общее имя.' },
      },
    },
    newEmail: {
      label: 'Адрес эл. почты',
      options: {
        none: { label: 'Не брать' },
        unconfirmed: {
          label: 'Брать без подтверждения',
          hint: 'С ним нельзя войти, пока его не подтвердит администратор.',
        },
        confirmed: {
          label: 'Брать как подтверждённый',
          hint: 'Только если центр сертификации проверяет адреса. У двух учётных записей не бывает одного подтверждённого адреса.',
        },
      },
    },
    newGroups: { label: 'Группы', hint: 'Новые учётные записи добавляются в эти группы.' },
    newOrganization: {
      label: 'Организация',
      hint: 'Новые учётные записи становятся её участниками. Способы входа организации создают участников этой организации.',
    },
    newFrom: {
      label: 'Только сертификаты от',
      hint: 'Условия; должно выполняться одно из них. Если условий нет, учётную запись получает каждый принятый сертификат.',
      add: 'Добавить условие',
      columns: {
        issuer: { label: 'Издатель', options: { any: { label: 'Любой' } } },
        policy: { label: 'Политика', hint: 'OID; пусто — любая' },
      },
    },
    newDomains: {
      label: 'Только почтовые домены',
      hint: 'По одному в строке, например example.org. Пусто — любые. Поддомену нужна своя строка.',
    },
    newPerDay: {
      label: 'Новых учётных записей в день',
      hint: 'Не больше. День — по UTC. Сверх этого показывается ошибка, а в журнале появляется событие.',
    },
    refresh: {
      label: 'Обновлять имя и адрес',
      options: {
        off: { label: 'Никогда', hint: 'Изменённое вручную сохраняется.' },
        on: {
          label: 'При каждом входе',
          hint: 'Только для участников. Адрес, который есть у другой учётной записи, не берётся.',
        },
      },
    },
  },
} satisfies { readonly section: object; readonly fields: ProviderLabels['fields'] };
