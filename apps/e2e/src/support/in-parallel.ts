/** Runs the tasks, at most `width` of them at a time; answers in their order. */
export const inParallel = async <T>(width: number, tasks: readonly (() => Promise<T>)[]): Promise<T[]> => {
  const results: T[] = [];
  const queue = tasks.entries();
  const worker = async () => {
    for (const [index, task] of queue) results[index] = await task();
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
};

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
