import type { UserRecord } from '@postern/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useApi } from '../../../api/api-context';
import { problemOf } from '../../../api/problem-of';

export const bulkActions = ['block', 'unblock', 'end_sessions', 'add_to_group'] as const;
export type BulkAction = (typeof bulkActions)[number];

type Problem = ReturnType<typeof problemOf>;
/** What became of one account. */
export type Outcome = 'done' | 'waiting' | Problem;

/** Does something to several accounts, one after the other; what fails for one does not stop the rest. */
export const useBulk = () => {
  const api = useApi();
  const queries = useQueryClient();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome> | null>(null);
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);

  const act = (action: BulkAction, id: string, group: string): Promise<unknown> => {
    switch (action) {
      case 'block':
        return api.patch(`/users/${id}`, { status: 'blocked' });
      case 'unblock':
        return api.patch(`/users/${id}`, { status: 'active' });
      case 'end_sessions':
        return api.delete(`/users/${id}/sessions`);
      case 'add_to_group':
        return api.put(`/groups/${group}/members/${id}`);
    }
  };
  const run = async (action: BulkAction, users: readonly UserRecord[], group: string): Promise<void> => {
    stopped.current = false;
    setRunning(true);
    const results = new Map<string, Outcome>(users.map(({ id }) => [id, 'waiting']));
    setOutcomes(results);
    for (const { id } of users) {
      if (stopped.current) break;
      try {
        await act(action, id, group);
        results.set(id, 'done');
      } catch (error) {
        results.set(id, problemOf(error));
      }
      setOutcomes(new Map(results));
    }
    setRunning(false);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['users'] }),
      queries.invalidateQueries({ queryKey: ['groups'] }),
    ]);
  };
  return {
    /** By account; null before the start. */
    outcomes,
    running,
    run,
    /** After the account that is being changed. */
    stop: (): void => {
      stopped.current = true;
    },
    reset: (): void => setOutcomes(null),
  };
};
