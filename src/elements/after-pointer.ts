let pointers = 0;

const down = (): void => void pointers++;
const up = (): void => void (pointers = 0);
addEventListenerOnce();

/**
 * Runs `work` now, or once the mouse button or finger that is down has come up and its click has been heard.
 * A message that appears while a person presses a button would move that button from under the finger.
 */
export function afterPointer(work: () => void): void {
  if (!pointers) return work();
  const done = (): void => {
    removeEventListener('pointerup', done, true);
    removeEventListener('pointercancel', done, true);
    setTimeout(work);
  };
  addEventListener('pointerup', done, true);
  addEventListener('pointercancel', done, true);
}

function addEventListenerOnce(): void {
  // The module is imported on servers too.
  if (typeof window === 'undefined') return;
  window.addEventListener('pointerdown', down, true);
  window.addEventListener('pointerup', up, true);
  window.addEventListener('pointercancel', up, true);
}
