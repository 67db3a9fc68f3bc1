/**
 * Says in words what made npm fail and what to do about it.
 * @param {string} output everything npm printed
 * @param {string} folder where it was installing
 * @returns {string} one or more lines
 */
export function npmFault(output, folder) {
  for (const [pattern, advice] of ADVICE) {
    if (pattern.test(output)) return advice(folder);
  }
  const last = output.trim().split('\n').slice(-15).join('\n');
  return last === '' ? 'npm printed nothing. Is npm whole? Try: npm --version' : last;
}

/** @type {readonly (readonly [RegExp, (folder: string) => string])[]} */
const ADVICE = [
  [
    /ENOSPC|no space left/i,
    (folder) =>
      `The disk is full. Pincite needs about 2 GB in ${folder} and 0.5 GB for npm's cache (npm cache clean --force empties it). Make room, then run the same command again.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network request/i,
    () =>
      'The npm registry cannot be reached. Check the network and proxy (npm config get registry; npm ping), then run the same command again.',
  ],
  [
    /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_/i,
    () =>
      "The npm registry's certificate is not trusted on this machine. Tell npm the authority that signed it (npm config set cafile FILE), then run the same command again.",
  ],
  [
    /EACCES|EPERM|EROFS/i,
    (folder) =>
      `npm may not write to ${folder} or to its cache (npm config get cache). Give yourself the right to write there, then run the same command again.`,
  ],
  [
    /EUSAGE|can only install packages when your package\.json and package-lock\.json/i,
    () =>
      'package.json and package-lock.json disagree. Whoever changed package.json should run npm install and commit the lock file.',
  ],
  [
    /E404|ETARGET|notarget/i,
    () =>
      'The npm registry in use does not have a package that Pincite needs (npm config get registry). A mirror may have to catch up; the public one is https://registry.npmjs.org/.',
  ],
];
