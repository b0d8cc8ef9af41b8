/** Shows the progress of a start. */
export interface Progress {
  /** Runs one named step and says how long it took; the step may change its name when it knows better. */
  step<T>(name: string, work: (rename: (name: string) => void) => Promise<T>): Promise<T>;
  /** One line outside any step. */
  say(line: string): void;
}

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const clearLine = '\r\u001b[2K';

/** A spinner during a step on a terminal; elsewhere plain lines, one per finished step. */
export const createProgress = (output: Output): Progress => ({
  say: (line) => void output.write(`${line}\n`),
  async step(name, work) {
    const started = performance.now();
    const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
    let shown = name;
    let frame = 0;
    const draw = () => output.write(`${clearLine}${frames[frame++ % frames.length]} ${shown}  ${seconds()}`);
    const timer = output.isTTY
      ? setInterval(draw, 100)
      : setInterval(() => output.write(`… ${shown} (${seconds()} so far)\n`), 15_000);
    const finish = (sign: string) => {
      clearInterval(timer);
      output.write(`${output.isTTY ? clearLine : ''}${sign} ${shown}  ${seconds()}\n`);
    };
    try {
      const result = await work((better) => (shown = better));
      finish('✔');
      return result;
    } catch (error) {
      finish('✖');
      throw error;
    }
  },
});

/** For tests and benchmarks. */
export const silentProgress: Progress = { step: (_name, work) => work(() => undefined), say: () => undefined };
