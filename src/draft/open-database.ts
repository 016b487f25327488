/** How long the browser may think about opening a database, in ms. */
const patience = 5000;

/** Opens a database of these stores; `closed` is told when the browser has closed it. Rejects where it is refused. */
export const openDatabase = (
  factory: () => IDBFactory,
  name: string,
  stores: readonly string[],
  closed: () => void,
): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = factory().open(name, 1);
    // Some browsers leave a question open for ever.
    const watch = setTimeout(() => reject(new DOMException('', 'TimeoutError')), patience);
    request.onupgradeneeded = () => stores.forEach((store) => request.result.createObjectStore(store));
    request.onerror = () => {
      clearTimeout(watch);
      reject(request.error);
    };
    request.onsuccess = () => {
      clearTimeout(watch);
      const database = request.result;
      database.onclose = database.onversionchange = () => {
        database.close();
        closed();
      };
      resolve(database);
    };
  });
