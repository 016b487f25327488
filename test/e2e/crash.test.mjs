import assert from 'node:assert/strict';
import { it } from 'node:test';
import { crash } from '../crash/crash.mjs';

// `npm run test:crash` does a hundred rounds, and Firefox.
it('the browser is killed while somebody types: what is older than a second is there', async () => {
  const { failures, typed, kills } = await crash({ rounds: 6, seed: 3 });
  assert.deepEqual(failures, []);
  assert.equal(kills, 6);
  assert.ok(typed > 0);
});
