import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { onPath } from '../local/on-path.ts';
import { step } from '../ready/steps.mjs';

interface DebianPackage {
  readonly name: string;
  /** Programs it brings; any of them shows that it is there. */
  readonly programs: readonly string[];
  /** What is not tested without it. */
  readonly tests: string;
}

/** What real servers and a real browser the tests use, beside those from npm. */
const PACKAGES: readonly DebianPackage[] = [
  { name: 'chromium', programs: ['chromium', 'chromium-browser'], tests: 'the pages in a browser' },
  { name: 'redis-server', programs: ['redis-server'], tests: 'shared state in Redis' },
  { name: 'prometheus', programs: ['promtool'], tests: 'scraping and alert rules' },
  {
    name: 'prometheus-alertmanager',
    programs: ['prometheus-alertmanager', 'alertmanager'],
    tests: 'the routes of alerts',
  },
];

/** Forbids package scripts to start services: tests start their own. */
const POLICY = '/usr/sbin/policy-rc.d';

export const missingPackages = (
  find: (...names: string[]) => string | undefined = onPath,
): readonly DebianPackage[] => PACKAGES.filter(({ programs }) => find(...programs) === undefined);

/**
 * Installs the missing packages where it may (root and apt-get), else names the command and what is
 * skipped without them. Never throws: the tests that need them say so themselves.
 */
export async function installDebianPackages(): Promise<void> {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const apt = onPath('apt-get');
  const isRoot = process.getuid?.() === 0;
  if (apt === undefined || !isRoot) {
    explain(missing, apt === undefined ? 'there is no apt-get here' : 'only root may');
    return;
  }
  const hadPolicy = existsSync(POLICY);
  try {
    if (!hadPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    await step('Debian: list of packages (apt-get update)', () => run(apt, ['update']));
    await step(`Debian: ${names.join(' ')} (apt-get install)`, () =>
      run(apt, ['install', '--yes', '--no-install-recommends', ...names]),
    );
  } catch (error) {
    explain(missing, error instanceof Error ? error.message : String(error));
  } finally {
    if (!hadPolicy) rmSync(POLICY, { force: true });
  }
}

function explain(missing: readonly DebianPackage[], reason: string): void {
  const names = missing.map(({ name }) => name).join(' ');
  const lost = missing.map(({ name, tests }) => `  without ${name}: ${tests}`);
  console.log(
    [
      `Not installed (${reason}): ${names}. To test everything, run`,
      `  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${names}`,
      'Skipped until then:',
      ...lost,
    ].join('\n'),
  );
}

function run(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const gather = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-4_000);
    };
    child.stdout.on('data', gather);
    child.stderr.on('data', gather);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`apt-get failed:\n${output.trim().split('\n').slice(-8).join('\n')}`));
    });
  });
}
