import { showSubject, subjects } from './contract/subject.js';
import { click, focused, hostButton, leave, saidAbout, write, frame, enter } from './page.js';
const subject = subjects.selfAssessment;
describe('probe', () => {
  it('a', async () => {
    const log: string[] = [];
    for (const t of ['focusin', 'focusout', 'pointerdown', 'pointerup', 'click', 'pointercancel'])
      window.addEventListener(t, (e) => log.push(`${t} ${(e.composedPath()[0] as Element).nodeName} ${document.hasFocus()}`), true);
    const element = await showSubject(subject, subject.begun);
    const button = await hostButton();
    const control = await write(element, subject.wrong.path, subject.wrong.text);
    log.push('written ' + focused().outerHTML.slice(0, 80));
    const seen: string[] = [];
    for (let i = 0; i < 5; i++) { button.scrollIntoView({ block: 'center', behavior: 'instant' }); await frame(); const b = button.getBoundingClientRect(); seen.push([b.x, b.y, scrollY, innerHeight].join()); }
    log.push(seen.join(' | '));
    console.log(log.join('\n'));
    await click(button);
    for (let i = 0; i < 5; i++) await frame();
    log.push('said ' + saidAbout(control));
    console.log(log.join('\n'));
  });
  it('b', async () => {
    const element = await showSubject(subject, subject.begun);
    const control = await write(element, subject.wrong.path, subject.wrong.text);
    console.log('focus', focused() === control, document.hasFocus(), control.value.length);
    await leave(element);
    console.log('focus', focused().outerHTML.slice(0, 200), document.hasFocus(), saidAbout(control));
    await enter(element, subject.words);
    console.log(document.hasFocus(), focused().outerHTML.slice(0,100));
  });
});
