import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Sources import `./x.js`, as the built modules do; here those are still `./x.ts`. */
const typescriptSources = {
  name: 'typescript-sources',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer || !source.startsWith('.') || !source.endsWith('.js')) return null;
    const file = resolve(dirname(importer.split('?')[0]), source.slice(0, -3) + '.ts');
    return existsSync(file) ? file : null;
  },
};

export default {
  framework: '@storybook/web-components-vite',
  stories: ['../**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  // Nothing is asked of a third party: the workshop opens offline.
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { backgrounds: false, interactions: false, sidebarOnboardingChecklist: false },
  viteFinal: (config) => ({
    ...config,
    // The static workshop works from any folder of any site.
    base: './',
    plugins: [typescriptSources, ...(config.plugins ?? [])],
  }),
};
