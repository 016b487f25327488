import { addLanguage } from './add-language.js';
import * as en from './in-en.js';
import * as ru from './in-ru.js';

// A server words issues and prints letters in all three languages at once, without waiting.
addLanguage('ru', ru);
addLanguage('en', en);
