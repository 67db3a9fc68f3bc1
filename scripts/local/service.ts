/** A program that serves something on this machine, and how to know that it does. */
export interface Service {
  /** Also the name of its log file. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Added to this process's environment; undefined takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Resolves when the service answers; rejects otherwise. Called again and again. */
  readonly isHealthy: (signal: AbortSignal) => Promise<void>;
  /** Longest time from start to the first sign of health, in milliseconds. */
  readonly readyWithinMs: number;
  /** Longest time from SIGTERM to the end before it is killed, in milliseconds. */
  readonly stopWithinMs: number;
  /** Exit codes after which another start makes no sense, such as a wrong configuration. */
  readonly finalExitCodes?: readonly number[];
}

/** Health by HTTP: any 2xx. */
export function answersHttp(url: string): Service['isHealthy'] {
  return async (signal) => {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(2000)]),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  };
}
