/** What the browser tests use of Mocha, which the test runner puts into the page. */
type Work = (this: { timeout(milliseconds: number): void }) => void | Promise<void>;

declare function beforeEach(work: Work): void;
declare function afterEach(work: Work): void;
declare function before(work: Work): void;
declare function after(work: Work): void;
declare const describe: {
  (name: string, work: () => void): void;
  skip(name: string, work: () => void): void;
};
declare const it: { (name: string, work: Work): void; skip(name: string, work?: Work): void };
