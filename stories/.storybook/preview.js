import { setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from '../../dist/custom-elements.json';
import './preview.css';

/** The tag of a class where the manifest leaves it out: `LetterFields` is `letter-fields`. */
const tagOf = (name) => name.replace(/\B[A-Z]/g, '-$&').toLowerCase();

setCustomElementsManifest({
  ...manifest,
  modules: manifest.modules.map((module) => ({
    ...module,
    declarations: module.declarations.map((declaration) => ({
      ...declaration,
      tagName: declaration.tagName ?? tagOf(declaration.name),
    })),
  })),
});

const width = (name, pixels) => ({ name, styles: { width: `${pixels}px`, height: '100%' } });

export default {
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    controls: {
      include: ['value', 'issues', 'name', 'for', 'endpoint', 'readonly', 'required', 'disabled'],
    },
    options: { storySort: { order: ['Form', 'Sections', 'Lists', 'Parts', 'Tokens'] } },
    viewport: {
      options: {
        phone: width('360 (phone)', 360),
        tablet: width('768 (tablet)', 768),
        desktop: width('1280 (desktop)', 1280),
      },
    },
  },
  globalTypes: {
    language: {
      description: 'The lang of the page',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'ky', title: 'Кыргызча' },
          { value: 'ru', title: 'Русский' },
          { value: 'en', title: 'English' },
        ],
      },
    },
    theme: {
      description: 'The color-scheme of the page',
      toolbar: {
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
      },
    },
  },
  initialGlobals: { language: 'ky', theme: 'light' },
  decorators: [
    (story, { globals }) => {
      // As a host page does it: the elements follow.
      const page = document.documentElement;
      page.lang = globals.language;
      page.style.colorScheme = globals.theme;
      return story();
    },
  ],
};
