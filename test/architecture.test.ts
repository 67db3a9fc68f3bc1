import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom (ARCHITECTURE.md). Each rule has a name a person can read; a violation is printed
 * as "file -> import".
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['contract/src', 'signals/src', 'backend/src', 'frontend/src', 'loadtests'];

interface Import {
  readonly file: string;
  /** Path from the root for a file of ours, else the package's name. */
  readonly target: string;
}

const IMPORT =
  /^\s*(?:import|export)\s(?:[^'"`]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gmu;

function filesUnder(folder: string): string[] {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|mjs|svelte)$/u.test(name) && !name.includes('node_modules'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, from, dynamic]) => {
    const target = from ?? dynamic ?? '';
    return {
      file,
      target: target.startsWith('.')
        ? relative(ROOT, resolve(ROOT, dirname(file), target))
        : target,
    };
  });
}

const isTest = (file: string): boolean =>
  /\.(?:test|bench)\.ts$|\/sample-|\/fixtures\//u.test(file);
const files = SOURCES.flatMap(filesUnder).filter(
  (file) => !isTest(file) && !file.includes('/build/'),
);
const imports = files.flatMap(importsOf);

const CAPABILITIES = ['policy', 'search', 'citations', 'routing'];
const FEATURES = ['ask', 'ingest', 'control', 'backup'];
const inBackend = (folder: string) => (path: string) => path.startsWith(`backend/src/${folder}/`);
const isOurs = (target: string): boolean =>
  target.startsWith('@pincite/') ||
  /^(?:backend|contract|signals|frontend|scripts)\//u.test(target);
const vocabulary = (target: string): boolean =>
  target === '@pincite/contract' || target === '@pincite/signals';
/** Entry points beside app.ts, which wire a program of their own. */
const isEntry = (file: string): boolean => /^backend\/src\/(?:app|[a-z-]*main)\.ts$/u.test(file);

function violations(
  applies: (file: string) => boolean,
  allowed: (target: string, file: string) => boolean,
): string[] {
  return imports
    .filter(({ file, target }) => applies(file) && !allowed(target, file))
    .map(({ file, target }) => `${file} -> ${target}`);
}

describe('who may import whom', () => {
  it('finds the code it guards', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(files.some(inBackend('domain'))).toBe(true);
  });

  it('contract imports zod and itself', () => {
    const own = (target: string): boolean => target === 'zod' || target.startsWith('contract/src/');
    expect(violations((file) => file.startsWith('contract/'), own)).toEqual([]);
  });

  it('signals imports nothing but itself', () => {
    const own = (target: string): boolean => target.startsWith('signals/src/');
    expect(violations((file) => file.startsWith('signals/'), own)).toEqual([]);
  });

  it('domain knows the vocabularies and itself', () => {
    const own = (target: string): boolean =>
      vocabulary(target) || target === 'zod' || inBackend('domain')(target);
    expect(violations(inBackend('domain'), own)).toEqual([]);
  });

  it.each(CAPABILITIES)('capability %s knows domain and itself', (name) => {
    const allowed = (target: string): boolean =>
      !isOurs(target) ||
      vocabulary(target) ||
      inBackend('domain')(target) ||
      inBackend(name)(target);
    expect(violations(inBackend(name), allowed)).toEqual([]);
  });

  it.each(FEATURES)('feature %s knows capabilities, domain and itself', (name) => {
    const allowed = (target: string): boolean =>
      !isOurs(target) ||
      vocabulary(target) ||
      ['domain', name, ...CAPABILITIES].some((folder) => inBackend(folder)(target));
    expect(violations(inBackend(name), allowed)).toEqual([]);
  });

  it('adapters know domain only', () => {
    const allowed = (target: string): boolean =>
      !isOurs(target) ||
      vocabulary(target) ||
      inBackend('domain')(target) ||
      inBackend('adapters')(target);
    expect(violations(inBackend('adapters'), allowed)).toEqual([]);
  });

  it.each(['http', 'cli'])('%s knows features and domain, never adapters', (name) => {
    const allowed = (target: string): boolean =>
      !isOurs(target) ||
      vocabulary(target) ||
      ['domain', name, ...CAPABILITIES, ...FEATURES].some((folder) => inBackend(folder)(target));
    expect(violations(inBackend(name), allowed)).toEqual([]);
  });

  it('only entry points import adapters', () => {
    const allowed = (target: string): boolean => !inBackend('adapters')(target);
    const others = (file: string): boolean =>
      file.startsWith('backend/') && !inBackend('adapters')(file) && !isEntry(file);
    expect(violations(others, allowed)).toEqual([]);
  });

  it('frontend knows the contract only', () => {
    const allowed = (target: string): boolean =>
      !isOurs(target) || target === '@pincite/contract' || target.startsWith('frontend/');
    expect(violations((file) => file.startsWith('frontend/'), allowed)).toEqual([]);
  });
});

describe('one place for each concern', () => {
  const VENDORS =
    /^(?:chromadb|ioredis|unleash-client|openai|prom-client|pino|node:sqlite|@opentelemetry\/.*|import-in-the-middle)$/u;

  it('vendors are known to adapters only', () => {
    const allowed = (target: string): boolean => !VENDORS.test(target);
    const others = (file: string): boolean =>
      file.startsWith('backend/') &&
      !inBackend('adapters')(file) &&
      file !== 'backend/src/instrumentation.ts';
    expect(violations(others, allowed)).toEqual([]);
  });

  it('express is known to http only', () => {
    const others = (file: string): boolean =>
      file.startsWith('backend/') && !inBackend('http')(file);
    expect(violations(others, (target) => target !== 'express')).toEqual([]);
  });

  it('the environment is read in config.ts and handed over by entry points', () => {
    const readers = files.filter(
      (file) =>
        file.startsWith('backend/') &&
        file !== 'backend/src/config.ts' &&
        !isEntry(file) &&
        readFileSync(join(ROOT, file), 'utf8').includes('process.env'),
    );
    expect(readers).toEqual([]);
  });

  it('features and capabilities take their time from the clock', () => {
    const offenders = files.filter(
      (file) =>
        ['domain', ...CAPABILITIES, ...FEATURES].some((folder) => inBackend(folder)(file)) &&
        /\bDate\.now\(|\bsetTimeout\(|\bsetInterval\(|\bMath\.random\(/u.test(
          readFileSync(join(ROOT, file), 'utf8'),
        ),
    );
    expect(offenders).toEqual([]);
  });
});

describe('names', () => {
  it('no file is called utils, helpers, common or manager', () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|misc|manager)(?:\.|\/)/u;
    expect(files.filter((file) => vague.test(file))).toEqual([]);
  });

  it('files are in kebab case', () => {
    const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/u;
    const odd = files.filter((file) => {
      const name = file.split('/').at(-1) ?? '';
      return !name.endsWith('.svelte') && !name.startsWith('+') && !kebab.test(name);
    });
    expect(odd).toEqual([]);
  });
});
