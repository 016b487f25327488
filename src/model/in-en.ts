export { templates } from '../language/translations/en.js';
export { en as callTexts } from './call-2025-en.js';
