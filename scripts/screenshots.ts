/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import { launch, VIEWPORTS, visit } from '../test/browser/browser.ts';
import { ROOT } from '../test/system/process.ts';

/**
 * Takes the README's screenshots of a running system: `npm run screenshots -- http://127.0.0.1:3000`.
 * Take them of the primer (`npm start` without a corpus): its words are ours to publish.
 */
const QUESTIONS = {
  en: 'Who may sponsor a member of the family class?',
  fr: 'Qui peut parrainer un membre de la catégorie du regroupement familial ?',
} as const;

const address = process.argv[2];
if (address === undefined || !URL.canParse(address)) {
  console.error(
    'Name the address of the pages, as npm start prints it: npm run screenshots -- http://127.0.0.1:3000',
  );
  process.exit(2);
}
const base = new URL(address).origin;
const folder = `${ROOT}docs/screenshots`;
mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const size of ['desktop', 'phone'] as const) {
  for (const lang of ['en', 'fr'] as const) {
    const colorScheme = lang === 'fr' && size === 'phone' ? ('dark' as const) : ('light' as const);
    const { page, context, faults } = await visit(browser, base, {
      viewport: VIEWPORTS[size],
      colorScheme,
    });
    const shot = async (name: string): Promise<void> => {
      const path = `${folder}/${name}-${size}-${lang}.png`;
      await page.screenshot({ path });
      console.log(path);
    };
    await page.goto(`${base}/${lang}`, { waitUntil: 'networkidle' });
    await shot('welcome');
    await page.locator('#question').fill(QUESTIONS[lang]);
    await page.keyboard.press('Enter');
    await page.locator('.sources').waitFor();
    await page.evaluate(() => window.scrollTo(0, 0));
    if (size === 'phone') await shot('chat');
    await page.locator('.chip').first().click();
    await page.getByRole('dialog').locator('mark').first().waitFor();
    await shot(size === 'phone' ? 'source' : 'chat');
    await page.getByRole('dialog').locator('a.button').first().click();
    await page.locator('.line.target').waitFor();
    await shot('reader');
    await page.goto(
      `${base}/${lang}/search?q=${lang === 'en' ? 'residency+obligation' : 'obligation+de+résidence'}`,
      { waitUntil: 'networkidle' },
    );
    await shot('search');
    for (const fault of faults) console.error(`fault on a page: ${fault}`);
    await context.close();
  }
}
await browser.close();
