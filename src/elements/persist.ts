/**
 * Asks the browser not to throw the drafts away when it runs out of room, where that puts no question to the
 * person. Only Firefox asks; it is asked from a click, see {@link persistAsked}.
 */
export async function persistQuietly(): Promise<void> {
  try {
    const { state } = await navigator.permissions.query({ name: 'persistent-storage' });
    if (state === 'granted' || (state === 'prompt' && !('mozInnerScreenX' in window))) await persistAsked();
  } catch {
    // The browser knows no such permission.
  }
}

/** As {@link persistQuietly}, after a click on something that has to do with saving. */
export async function persistAsked(): Promise<void> {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // Not on this page; drafts are kept as well as the browser does by itself.
  }
}
