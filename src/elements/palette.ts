import { unsafeCSS } from 'lit';

/** Each colour by its name outside, on light and on dark. */
const colors = {
  text: ['text', '#17212b', '#e6edf2'],
  muted: ['muted', '#55636f', '#a3b2be'],
  paper: ['surface', '#ffffff', '#151d24'],
  ground: ['ground', '#f3f6f8', '#0d1318'],
  line: ['line', '#d5dde3', '#2c3942'],
  edge: ['control-border', '#74838f', '#7b8d9a'],
  accent: ['accent', '#0b5a86', '#7cc0ea'],
  'on-accent': ['accent-text', '#ffffff', '#06202f'],
  tint: ['accent-tint', '#e5f0f6', '#14303f'],
  error: ['error', '#b3201a', '#ff9a92'],
  'error-tint': ['error-tint', '#fdf0ef', '#331614'],
  warning: ['warning', '#7d4f00', '#f0c264'],
  success: ['success', '#14693d', '#78d3a1'],
};

// Browsers before 2024 have no `light-dark()`: they stay light.
const hasDark = globalThis.CSS?.supports('color', 'light-dark(red,red)');
const declarations = Object.entries(colors)
  .map(([name, [outside, light, dark]]) => {
    const color = hasDark ? `light-dark(${light},${dark})` : light;
    return `--_${name}:var(--letter-${outside}-color,${color})`;
  })
  .join(';');

/**
 * The colours. Every one can be set from outside by its `--letter-*` name. Dark follows the page's own
 * `color-scheme`, not the device: a form must not turn dark on a page that stays light.
 */
export const palette = unsafeCSS(`:host{${declarations}}`);
