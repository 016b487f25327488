export { templates } from '../language/translations/ru.js';
export { ru as callTexts } from './call-2025-ru.js';
