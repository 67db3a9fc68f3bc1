/// <reference lib="dom" />
import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ProviderSimulator, startProvider } from '../../loadtests/simulators/provider.ts';
import { type Backend, startBackend } from '../system/backend.ts';
import { hasCorpus } from '../system/corpus.ts';
import { ROOT, type RunningProcess } from '../system/process.ts';
import { hasChromium, launch, startFrontend, VIEWPORTS, visit } from './browser.ts';

const WORDS = {
  en: {
    question:
      'Can I appeal to the Immigration Appeal Division if I was sentenced to more than six months for a serious crime?',
    nothing: 'How do I split the house with my ex in a divorce in Ontario?',
    composer: 'Your question',
    send: 'Ask',
    stop: 'Stop',
    retry: 'Ask again',
    sources: 'Sources',
    close: 'Close',
    reader: 'Read it in the law',
    noGrounds: 'Nothing in the sources answers this',
    stopped: 'You stopped this answer',
    search: 'residency obligation',
    other: 'fr',
  },
  fr: {
    question:
      'Puis-je interjeter appel devant la Section d’appel de l’immigration si j’ai été condamné à plus de six mois pour un crime grave ?',
    nothing: 'Comment partager la maison lors d’un divorce au Québec ?',
    composer: 'Votre question',
    send: 'Demander',
    stop: 'Arrêter',
    retry: 'Redemander',
    sources: 'Sources',
    close: 'Fermer',
    reader: 'Lire dans la loi',
    noGrounds: 'Rien dans les sources ne répond à cela',
    stopped: 'Vous avez arrêté cette réponse',
    search: 'obligation de résidence',
    other: 'en',
  },
} as const;
type Lang = keyof typeof WORDS;

async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

async function ask(page: Page, lang: Lang, question: string): Promise<void> {
  await page.getByLabel(WORDS[lang].composer, { exact: true }).fill(question);
  await page.getByRole('button', { name: WORDS[lang].send, exact: true }).click();
}

const built = existsSync(`${ROOT}frontend/build/index.js`);
if (!built) console.warn('skipped: the frontend is not built (npm test builds it)');

describe.skipIf(!hasCorpus || !hasChromium || !built)('in a browser', () => {
  let backend: Backend;
  let slow: Backend;
  let provider: ProviderSimulator;
  let frontend: RunningProcess & { url: string };
  let slowFrontend: RunningProcess & { url: string };
  let browser: Browser;
  const law = inject('law');
  beforeAll(async () => {
    const variables = { PINCITE_DATA_DIR: law?.dataDir ?? '', CHROMA_URL: law?.chromaUrl ?? '' };
    provider = await startProvider({ tokenMs: 60 });
    backend = await startBackend(variables);
    slow = await startBackend({
      ...variables,
      PROVIDERS: 'simulated',
      SIMULATED_BASE_URL: provider.url,
      SIMULATED_MODEL: 'simulated-1',
    });
    frontend = await startFrontend(backend.url);
    slowFrontend = await startFrontend(slow.url);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([frontend?.stop('SIGKILL'), slowFrontend?.stop('SIGKILL')]);
    await Promise.all([backend?.stop(), slow?.stop()]);
    await provider?.close();
  });

  const cases = (Object.keys(VIEWPORTS) as (keyof typeof VIEWPORTS)[]).flatMap((size) =>
    (['en', 'fr'] as const).map((lang) => [size, lang] as const),
  );

  it.each(cases)(
    '%s, %s: asks, opens a source at the quoted words, reads it in the law',
    async (size, lang) => {
      const words = WORDS[lang];
      const { page, context, faults } = await visit(browser, frontend.url, {
        viewport: VIEWPORTS[size],
        colorScheme: size === 'phone' ? 'dark' : 'light',
      });
      await page.goto(`${frontend.url}/${lang}`, { waitUntil: 'networkidle' });
      expect(await page.locator('html').getAttribute('lang')).toBe(`${lang}-CA`);
      expect(await seriousFindings(page)).toEqual([]);

      await ask(page, lang, words.question);
      await page.getByRole('heading', { name: words.sources }).waitFor();
      const chips = page.locator('.chip');
      expect(await chips.count()).toBeGreaterThan(0);
      expect(await page.locator('.sources').innerText()).toMatch(/\b64\(/);
      const box = await chips.first().boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
      expect(await seriousFindings(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);

      await chips.first().click();
      const panel = page.getByRole('dialog');
      await panel.waitFor();
      await panel.locator('mark').first().waitFor();
      const quoted = (await panel.locator('mark').first().innerText()).trim();
      expect(quoted.length).toBeGreaterThan(8);
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'hidden' });
      expect(await chips.first().evaluate((chip) => chip === document.activeElement)).toBe(true);

      await chips.first().click();
      await panel.getByRole('link', { name: words.reader }).click();
      await page.waitForURL(/\/law\//);
      await page.locator('.line.target').waitFor();
      expect(await page.locator('.line.target').isVisible()).toBe(true);
      expect(await seriousFindings(page)).toEqual([]);

      await page.locator('a.language').click();
      await page.waitForURL(new RegExp(`/${words.other}/law/.*[?&]p=`));
      await page.locator('.line.target').waitFor();
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  it.each(cases)('%s, %s: says clearly when the sources do not answer', async (size, lang) => {
    const { page, context, faults } = await visit(browser, frontend.url, {
      viewport: VIEWPORTS[size],
    });
    await page.goto(`${frontend.url}/${lang}`, { waitUntil: 'networkidle' });
    await ask(page, lang, WORDS[lang].nothing);
    await page.getByRole('heading', { name: WORDS[lang].noGrounds }).waitFor();
    expect(await page.locator('.chip').count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each(['en', 'fr'] as const)('%s: by keyboard alone, and kept over a reload', async (lang) => {
    const { page, context, faults } = await visit(browser, frontend.url, {
      viewport: VIEWPORTS.desktop,
    });
    await page.goto(`${frontend.url}/${lang}`, { waitUntil: 'networkidle' });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(
      '#content',
    );
    await page.getByLabel(WORDS[lang].composer, { exact: true }).focus();
    await page.keyboard.type(WORDS[lang].question);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: WORDS[lang].sources }).waitFor();
    await page.locator('.chip').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    const before = await page.locator('.answer').innerText();
    await page.reload({ waitUntil: 'networkidle' });
    await page.getByRole('heading', { name: WORDS[lang].sources }).waitFor();
    expect(await page.locator('.answer').innerText()).toBe(before);
    expect(await page.getByRole('status').count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('streams sentence by sentence, stops, and asks again', async () => {
    const words = WORDS.en;
    const { page, context, faults } = await visit(browser, slowFrontend.url, {
      viewport: VIEWPORTS.desktop,
    });
    await page.goto(`${slowFrontend.url}/en`, { waitUntil: 'networkidle' });
    await ask(page, 'en', words.question);
    await page.locator('.chip').first().waitFor();
    await page.getByRole('button', { name: words.stop, exact: true }).click();
    await page.getByRole('heading', { name: words.stopped }).waitFor();
    await page.getByRole('button', { name: words.retry }).click();
    await page.getByRole('button', { name: words.retry }).waitFor({ timeout: 30_000 });
    expect(await page.getByRole('heading', { name: words.stopped }).count()).toBe(0);
    expect(await page.locator('.chip').count()).toBeGreaterThan(1);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('goes on by itself when the stream breaks in the middle', async () => {
    const { page, context } = await visit(browser, slowFrontend.url, {
      viewport: VIEWPORTS.desktop,
    });
    await page.goto(`${slowFrontend.url}/en`, { waitUntil: 'networkidle' });
    await ask(page, 'en', WORDS.en.question);
    await page.locator('.chip').first().waitFor();
    await context.setOffline(true);
    await context.setOffline(false);
    await page.getByRole('button', { name: WORDS.en.retry }).waitFor({ timeout: 40_000 });
    const sentences = await page.locator('.answer > p:has(.chip)').allInnerTexts();
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(await page.getByRole('alert').count()).toBe(0);
    await context.close();
  });

  it('keeps a question that could not be sent, with what to do', async () => {
    const { page, context } = await visit(browser, frontend.url, { viewport: VIEWPORTS.phone });
    await page.goto(`${frontend.url}/en`, { waitUntil: 'networkidle' });
    await context.setOffline(true);
    await ask(page, 'en', WORDS.en.question);
    await page.getByRole('alert').waitFor({ timeout: 30_000 });
    await context.setOffline(false);
    await page.getByRole('button', { name: WORDS.en.retry }).click();
    await page.getByRole('heading', { name: WORDS.en.sources }).waitFor();
    await context.close();
  });

  it.each(['en', 'fr'] as const)(
    '%s: search and the reader work without JavaScript',
    async (lang) => {
      const { page, context, faults } = await visit(browser, frontend.url, {
        viewport: VIEWPORTS.phone,
        javaScriptEnabled: false,
      });
      await page.goto(`${frontend.url}/${lang}/search`);
      await page.locator('#q').fill(WORDS[lang].search);
      await page.locator('form button').click();
      await page.locator('.result').first().waitFor();
      expect(await page.locator('.result mark').count()).toBeGreaterThan(0);
      await page.locator('.result a').first().click();
      await page.waitForURL(/\/law\//);
      expect(await page.locator('.line').count()).toBeGreaterThan(5);
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  it.each(cases)('%s, %s: every other page is whole and accessible', async (size, lang) => {
    const { page, context, faults } = await visit(browser, frontend.url, {
      viewport: VIEWPORTS[size],
      colorScheme: lang === 'fr' ? 'dark' : 'light',
    });
    for (const path of [
      'law',
      'about',
      `search?q=${encodeURIComponent(WORDS[lang].search)}`,
      'law/SOR-93-246',
      'law/SOR-2002-228',
    ]) {
      await page.goto(`${frontend.url}/${lang}/${path}`, { waitUntil: 'networkidle' });
      expect(await seriousFindings(page), path).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it('redirects by the reader’s language, and answers an unknown page with what to do', async () => {
    const { page, context } = await visit(browser, frontend.url, {
      viewport: VIEWPORTS.phone,
      locale: 'fr-CA',
    });
    await page.goto(frontend.url);
    expect(new URL(page.url()).pathname).toBe('/fr');
    const response = await page.goto(`${frontend.url}/fr/law/NOPE-1`);
    expect(response?.status()).toBe(404);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/page/i);
    await context.close();
  });

  it('sends a strict policy and serves nothing of the operators', async () => {
    const response = await fetch(`${frontend.url}/en`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe-(?:inline|eval)/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    for (const path of ['/metrics', '/readyz', '/api/ops/slos']) {
      const closed = await fetch(`${frontend.url}${path}`);
      expect(closed.status, path).toBe(404);
    }
  });
});
