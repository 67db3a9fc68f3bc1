/** Says each step in one line with the time it took; on a terminal the time counts up meanwhile. */

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return milliseconds < 9_950
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.round(milliseconds / 1000)} s`;
}

/**
 * @template T
 * @param {string} name what is being done
 * @param {() => Promise<T>} work
 * @param {{ write?: (text: string) => void, isTerminal?: boolean }} [out]
 * @returns {Promise<T>}
 */
export async function step(name, work, out = {}) {
  const write = out.write ?? ((text) => void process.stdout.write(text));
  const isTerminal = out.isTerminal ?? process.stdout.isTTY === true;
  const started = performance.now();
  const elapsed = () => seconds(performance.now() - started);
  write(`${name} …`);
  const ticker = isTerminal
    ? setInterval(() => write(`\r${name} … ${elapsed()} `), 1000)
    : undefined;
  const end = (/** @type {string} */ text) => {
    clearInterval(ticker);
    write(isTerminal ? `\r${name}: ${text}\u001b[K\n` : ` ${text}\n`);
  };
  try {
    const result = await work();
    end(elapsed());
    return result;
  } catch (error) {
    end(`failed after ${elapsed()}`);
    throw error;
  }
}
