// Registers every element. One element alone: `interest-letter/define/<tag>.js`.
import './define/interest-letter-form.js';
