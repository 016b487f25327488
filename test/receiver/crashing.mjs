/**
 * `node --import ./own-package.mjs crashing.mjs <folder> <call.json>`: a receiver that is killed when it asks for the
 * time of a receipt: the files of the post are in their place, its row is not yet.
 */
import { readFileSync } from 'node:fs';
import { createReceiver } from '../../docs/examples/receiver/receiver.js';

const [dataFolder, call] = process.argv.slice(2);
let armed = false;
let asked = 0;
const receiver = await createReceiver({
  dataFolder,
  calls: [JSON.parse(readFileSync(call, 'utf8'))],
  logLevel: 'silent',
  now() {
    // First when the post begins, then within the transaction.
    if (armed && ++asked === 2) process.kill(process.pid, 'SIGKILL');
    return Date.now();
  },
});
const address = await receiver.listen({ host: '127.0.0.1', port: 0 });
armed = true;
console.log(`Applications are received at ${address}/applications`);
