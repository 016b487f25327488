/** What a request of a database answers. */
export const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // One record that the disk has lost does not take the others with it.
      event.preventDefault();
      reject(request.error);
    };
  });

/** The end of a transaction, once it is on the disk. */
export const finished = (work: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    work.oncomplete = () => resolve();
    work.onabort = () => reject(work.error ?? new DOMException('', 'AbortError'));
  });
