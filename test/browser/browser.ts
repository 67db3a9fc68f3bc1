import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { freePort, ROOT, type RunningProcess, run, until } from '../system/process.ts';

/** Debian's Chromium; the tests never download a browser. */
export const CHROMIUM = process.env.PINCITE_CHROMIUM ?? '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) console.warn(`skipped: no browser at ${CHROMIUM} (apt-get install chromium)`);

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export const VIEWPORTS = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1440, height: 900 },
} as const;

/** The built frontend in a process of its own. */
export async function startFrontend(backendUrl: string): Promise<RunningProcess & { url: string }> {
  const port = await freePort();
  const process_ = run(process.execPath, [`${ROOT}frontend/build/index.js`], {
    HOST: '127.0.0.1',
    PORT: String(port),
    BACKEND_URL: backendUrl,
    SHUTDOWN_TIMEOUT: '2',
  });
  const url = `http://127.0.0.1:${port}`;
  await until('the frontend answers', async () =>
    (await fetch(`${url}/healthz`)).ok ? true : undefined,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${process_.output()}`);
  });
  return { ...process_, url };
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the console and of the page, and requests to anywhere but the pages' own address. */
  readonly faults: string[];
}

/** A page of a new visitor, whose faults are collected. */
export async function visit(
  browser: Browser,
  baseUrl: string,
  options: {
    viewport: { width: number; height: number };
    colorScheme?: 'light' | 'dark';
    javaScriptEnabled?: boolean;
    locale?: string;
  },
): Promise<Visit> {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseUrl) && !url.startsWith('data:')) faults.push(`asked ${url}`);
  });
  return { page, context, faults };
}
