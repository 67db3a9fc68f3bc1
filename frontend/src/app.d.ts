declare global {
  namespace App {
    interface Error {
      message: string;
      /** Names the request in the logs. */
      traceId?: string;
    }
  }
}

export {};
