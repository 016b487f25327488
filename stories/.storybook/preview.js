import { setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from '../../dist/custom-elements.json';
import './preview.css';

setCustomElementsManifest(manifest);

const width = (name, pixels) => ({ name, styles: { width: `${pixels}px`, height: '100%' } });

export default {
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    // What a designer has nothing to set in; the toolbar sets `lang`.
    controls: {
      exclude:
        /^(partName|formAssociated|store|form|validity|validationMessage|willValidate|language|lang|call-src|on[A-Z]\w*)$/,
    },
    options: { storySort: { order: ['Form', 'Sections', 'Lists', 'Parts', 'Look'] } },
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
    (story, { globals, canvasElement }) => {
      // As a host page does it: the elements follow. Pages of documentation are English around the story.
      const page = document.documentElement;
      page.lang = canvasElement.lang = globals.language;
      page.style.colorScheme = globals.theme;
      return story();
    },
  ],
};
