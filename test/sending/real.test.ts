import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { it } from 'node:test';

it('twenty random schedules against the real receiver come to their end, see `npm run test:sending`', async () => {
  const child = spawn(process.execPath, ['test/sending/real.mjs', '--rounds=20', '--seed=1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const code = await new Promise((settle) => child.once('close', settle));
  assert.equal(code, 0, said);
  assert.match(said, /^20 passed, 0 failed$/m);
});
