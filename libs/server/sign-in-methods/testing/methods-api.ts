import type { SignInMethodInput } from '@postern/contracts';
import { TestApi } from '@postern/management/testing';
import { SignInProviders } from '@postern/provider-kit';
import { IdentifierLookup, SessionsOfMethod, signInMethodEntities, SignInMethodsModule } from '../src/index.js';
import { TestProviders } from './card-provider.js';

/** Ends sessions of a method by recording whose identifiers still existed. */
export class NotedSessions extends SessionsOfMethod {
  readonly ended: { readonly methodId: string; readonly identifiers: number }[] = [];

  override async endByMethod(
    ...[methodId, , transaction]: Parameters<SessionsOfMethod['endByMethod']>
  ): Promise<() => void> {
    const text = 'select count(*)::int as count from identifier where method_id = $1';
    const [row] = (await transaction.query(text, [methodId])) as { count: number }[];
    this.ended.push({ methodId, identifiers: row!.count });
    return () => undefined;
  }
}

export const startMethodsApi = (databaseUrl?: string): Promise<TestApi> =>
  TestApi.start({
    imports: [SignInMethodsModule],
    entities: [...signInMethodEntities],
    ...(databaseUrl !== undefined && { databaseUrl }),
    ports: [
      { provide: SignInProviders, useClass: TestProviders },
      { provide: SessionsOfMethod, useClass: NotedSessions },
      {
        provide: IdentifierLookup,
        useValue: { find: async (identifiers) => identifiers.map(() => []) } satisfies IdentifierLookup,
      },
    ],
  });

/** A public method with a trust anchor, but for what is given. @returns its record */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows the shape of its body
export const createMethod = async (api: TestApi, input: Partial<SignInMethodInput> = {}): Promise<any> => {
  const body = { type: 'card', name: 'Card', public: true, params: { trustAnchors: ['anchor'] }, ...input };
  const answer = await api.call('POST', '/api/v2/sign-in-methods', { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
};

/** Links an identifier of a new account. @returns the account's id */
export const linkIdentifier = async (api: TestApi, methodId: string, username: string): Promise<string> => {
  const [account] = await api.sql<{ id: string }>('insert into account (username, name) values ($1, $1) returning id', [
    username,
  ]);
  await api.sql('insert into identifier (account_id, method_id, subject, label) values ($1, $2, $3, $3)', [
    ...[account!.id, methodId, username],
  ]);
  return account!.id;
};
