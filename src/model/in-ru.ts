import { addTranslations } from '../language/message.js';
import { templates } from '../language/translations/ru.js';
import { addCallTexts } from './call-2025.js';
import { ru as callTexts } from './call-2025-ru.js';

// Importing this module makes the language ready; the embed does so on demand.
addTranslations('ru', templates);
addCallTexts('ru', callTexts);
