// node export.js <folder>: every application in its latest revision, for the programme's staff.
// One folder each, named by its receipt: application.json and the files under the names that the sender gave.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { settingsFrom } from './settings.js';
import { openStore } from './store.js';

const [target] = process.argv.slice(2);
if (!target) {
  console.error('Say where to: node export.js <folder>');
  process.exit(1);
}

/**
 * A name that every file system takes: Windows has forbidden characters and names, others 255 bytes.
 * @param {string} name @param {number} number
 */
function nameOnDisk(name, number) {
  const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/u.exec(name) ?? [];
  const safe = [...stem.replace(/[<>:"/\\|?*\p{C}]/gu, '_')].slice(0, 80).join('');
  return `${String(number).padStart(2, '0')} ${safe}${ending}`;
}

const store = openStore(settingsFrom(process.env));
const applications = store.latest();
for (const { receipt, text, files } of applications) {
  const folder = resolve(target, receipt);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'application.json'), text);
  files.forEach(({ name, path }, index) => copyFileSync(path, join(folder, nameOnDisk(name, index + 1))));
}
store.close();
console.log(`${applications.length} applications are in ${resolve(target)}`);
