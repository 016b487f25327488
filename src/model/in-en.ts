import { addTranslations } from '../language/message.js';
import { templates } from '../language/translations/en.js';
import { addCallTexts } from './call-2025.js';
import { en as callTexts } from './call-2025-en.js';

// Importing this module makes the language ready; the embed does so on demand.
addTranslations('en', templates);
addCallTexts('en', callTexts);
