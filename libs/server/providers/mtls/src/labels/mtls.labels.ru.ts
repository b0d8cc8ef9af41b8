import type { ProviderLabels } from '@postern/contracts';
import { newAccountLabelsRu } from './new-account.labels.ru.js';

const identifies = 'опознаёт этот сертификат';
const trusts = 'полагается на имя, указанное центром сертификации';

export const mtlsLabelsRu: ProviderLabels = {
  kind: 'Сертификат (mTLS)',
  methodName: 'mTLS',
  hint: 'Вход по смарт-карте или сертификату на этом устройстве',
  sections: {
    mapping: { label: 'Поиск учётной записи', hint: 'Другие настройки правил выше.' },
    policy: {
      label: 'Какие сертификаты принимаются',
      hint: 'Помимо издателя, сроков и отзыва, которые проверяются всегда.',
    },
    levels: { label: 'Уровни', hint: 'Что вход по сертификату доказывает приложениям.' },
    accounts: newAccountLabelsRu.section,
  },
  fields: {
    trustAnchors: {
      label: 'Доверенные центры сертификации',
      hint: 'Сертификаты издателей, чьи сертификаты принимаются. Включите и центры, которые выдают сертификаты людям, а не только корневой: браузеры предлагают лишь сертификаты, цепочка которых ведёт к одному из них.',
    },
    rules: {
      label: 'Правила',
      add: 'Добавить правило',
      hint: 'Сверху вниз: решает первое правило, которое находит учётную запись. Если оно находит две, вход не выполняется.',
      columns: {
        source: {
          label: 'Часть сертификата',
          options: {
            certificate: {
              label: 'Этот сертификат (SHA-256)',
              hint: 'Продлённый сертификат надо привязать заново.',
              badge: identifies,
            },
            'public-key': {
              label: 'Его открытый ключ',
              hint: 'Продлённый сертификат с тем же ключом продолжает действовать.',
              badge: identifies,
            },
            'issuer-and-subject': {
              label: 'Издатель и имя владельца',
              hint: 'Действует любой сертификат с тем же издателем и владельцем. Издатель никогда не должен давать одно имя двум людям.',
              badge: trusts,
            },
            'issuer-and-serial': {
              label: 'Издатель и серийный номер',
              hint: 'Серийные номера уникальны только в пределах одного центра, поэтому сравнивается и издатель.',
              badge: identifies,
            },
            'subject-key-identifier': {
              label: 'Издатель и идентификатор ключа',
              hint: 'Имя, которое центр сертификации дал ключу.',
              badge: identifies,
            },
            'san-email': {
              label: 'Адрес электронной почты (SAN)',
              hint: 'Проверяются все адреса из сертификата.',
              badge: trusts,
              example: 'ada@example.org',
            },
            'san-upn': {
              label: 'Имя участника-пользователя (SAN)',
              hint: 'Как при входе в Windows по смарт-карте.',
              badge: trusts,
              example: 'ada@corp.example',
            },
            'san-uri': {
              label: 'URI (SAN)',
              hint: 'Например, urn:uuid:… на картах PIV.',
              badge: trusts,
              example: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
            },
            'san-dns': {
              label: 'DNS-имя (SAN)',
              hint: 'Для сертификатов устройств.',
              badge: trusts,
              example: 'laptop-7.example.org',
            },
            'san-other': {
              label: 'Другое имя (SAN) по OID',
              hint: 'FASC-N или национальный номер. Всё, что не текст, читается как шестнадцатеричные цифры.',
              badge: trusts,
              argument: 'OID',
              example: '2.16.840.1.101.3.6.6',
            },
            subject: {
              label: 'Атрибут имени владельца',
              hint: 'CN, emailAddress, UID, serialNumber или OID.',
              badge: trusts,
              argument: 'Атрибут',
              example: 'CN',
            },
            'subject-pattern': {
              label: 'Шаблон по имени владельца',
              hint: 'Синтаксис RE2 с одной группой в скобках, по тексту RFC 4514. Начните с ^: имя может содержать что угодно.',
              badge: trusts,
              argument: 'Шаблон',
              example: '^UID=(\\w+),',
            },
          },
        },
        field: {
          label: 'Учётная запись',
          options: {
            linked: { label: 'Привязанный идентификатор', hint: 'Сертификат привязан к учётной записи.' },
            username: { label: 'Имя пользователя', hint: 'Значение сравнивается с именами пользователей.' },
            email: { label: 'Адрес электронной почты', hint: 'Значение сравнивается с адресами электронной почты.' },
          },
        },
      },
    },
    formerSources: {
      label: 'Прежние правила',
      hint: 'По идентификаторам, привязанным по этим правилам, всё ещё можно войти. Уберите строку, чтобы это прекратить.',
    },
    unconfirmedEmail: {
      label: 'Неподтверждённые адреса',
      options: {
        refused: {
          label: 'Не учитываются',
          hint: 'Сравниваются только адреса, подтверждённые администратором.',
        },
        allowed: {
          label: 'Учитываются',
          hint: 'Любой может указать в профиле любой адрес. Если один адрес указали двое, по нему не войдёт никто из них.',
        },
      },
    },
    affinity: {
      label: 'Принимать',
      options: {
        any: { label: 'Все правила', hint: 'Правила по имени тоже позволяют войти, но на более низком уровне.' },
        high: { label: 'Только правила, опознающие сертификат', hint: 'По одному лишь имени войти нельзя.' },
      },
    },
    publicAuthorities: {
      label: 'Подтверждённые публичные центры',
      hint: 'Публичные центры выдают сертификаты кому угодно. Если имя в их сертификатах может определять учётную запись, введите точное название каждого такого центра, по одному в строке.',
    },
    keyUsage: {
      label: 'Использование ключа должно включать',
      hint: 'Если ничего не выбрано, требуется только то, что нужно для TLS.',
      options: {
        digitalSignature: { label: 'digitalSignature' },
        nonRepudiation: { label: 'nonRepudiation' },
        keyEncipherment: { label: 'keyEncipherment' },
        dataEncipherment: { label: 'dataEncipherment' },
        keyAgreement: { label: 'keyAgreement' },
        encipherOnly: { label: 'encipherOnly' },
        decipherOnly: { label: 'decipherOnly' },
      },
    },
    purposes: {
      label: 'Назначения',
      hint: 'Расширенное использование ключа, по одному в строке: clientAuth, smartcardLogon или OID. Браузеры предлагают только сертификаты с clientAuth.',
    },
    purposesMatch: {
      label: 'Назначения: сколько',
      options: {
        any: { label: 'Достаточно одного' },
        all: { label: 'Нужны все' },
      },
    },
    policies: {
      label: 'Политики сертификации',
      hint: 'OID, по одному в строке, в нумерации доверенного центра. Промежуточные центры тоже должны их указывать (RFC 5280 §6).',
    },
    policiesMatch: {
      label: 'Политики: сколько',
      options: {
        any: { label: 'Достаточно одной' },
        all: { label: 'Нужны все' },
      },
    },
    leastRsa: {
      label: 'Самый короткий ключ RSA',
      options: {
        '2048': { label: '2048 бит' },
        '3072': { label: '3072 бит' },
      },
    },
    leastCurve: {
      label: 'Наименьшая кривая',
      options: {
        'P-256': { label: 'P-256 или Ed25519' },
        'P-384': { label: 'P-384' },
      },
    },
    longestValidity: { label: 'Наибольший срок действия', hint: 'В днях; пусто — любой.' },
    brainpool: {
      label: 'Ключи Brainpool',
      hint: 'Ключи на кривых Brainpool, как на немецких удостоверениях личности и профессиональных картах. Относится и к доверенным центрам сертификации.',
      options: {
        refused: {
          label: 'Не принимаются',
          hint: 'Сертификаты и доверенные центры с такими ключами не принимаются.',
        },
        allowed: {
          label: 'Принимаются',
          hint: 'Принимаются сертификаты и доверенные центры с ключами на кривых brainpoolP256r1, P384r1 и P512r1.',
        },
      },
    },
    levels: {
      label: 'Правила уровня',
      add: 'Добавить правило уровня',
      hint: 'Решает первое подходящее. Если ни одно не подходит, уровень — «сертификат» или «только по имени», если учётная запись найдена по имени.',
      columns: {
        issuer: { label: 'Издатель', options: { any: { label: 'Любой' } } },
        policy: { label: 'Политика', hint: 'OID; пусто — любая' },
        level: {
          label: 'Уровень',
          options: {
            'urn:postern:acr:certificate': { label: 'Сертификат' },
            'urn:postern:acr:certificate-hardware': {
              label: 'Сертификат на аппаратном носителе',
              hint: 'По данным центра сертификации; больше ничто не доказывает, что ключ на карте.',
            },
            'urn:postern:acr:two-factors': {
              label: 'Два фактора',
              hint: 'Карта и PIN-код, по данным центра сертификации.',
            },
          },
        },
        affinity: {
          label: 'Область',
          options: { any: { label: 'Все правила' }, high: { label: 'Только правила, опознающие сертификат' } },
        },
      },
    },
    ...newAccountLabelsRu.fields,
  },
};
