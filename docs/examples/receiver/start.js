// Starts the receiver with the settings of the environment: see README.md.
import { createReceiver } from './receiver.js';
import { settingsFrom } from './settings.js';

try {
  const settings = settingsFrom(process.env);
  const receiver = await createReceiver(settings);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      await receiver.close();
      process.exit(0);
    });
  }
  const address = await receiver.listen({ host: settings.host, port: settings.port });
  console.log(`Applications are received at ${address}/applications`);
} catch (error) {
  console.error(`The receiver did not start: ${/** @type {Error} */ (error).message}`);
  process.exit(1);
}
