import { fileWords } from '../language/file-issue.js';
import { addWords } from '../language/issue.js';
import { serverWords } from '../language/server-issue.js';
import { addLanguage } from './add-language.js';
import * as en from './in-en.js';
import * as ru from './in-ru.js';

// A server words issues and prints letters in all three languages at once, without waiting.
addWords(fileWords);
addWords(serverWords);
addLanguage('ru', ru);
addLanguage('en', en);
