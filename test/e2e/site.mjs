/** A partner's site: some pages, and folders of files, with the headers that the site would set. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const mediaTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

/**
 * Serves on any free port.
 * @param {{ pages?: Record<string, string>, folders?: Record<string, string>, headers?: Record<string, string> }} site
 * `pages` are HTML by path; `folders` are places on disk by the path they begin with, ending in a slash
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` has no slash at its end
 */
export async function serve({ pages = {}, folders = {}, headers = {} }) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const prefix = Object.keys(folders).find((start) => pathname.startsWith(start));
    const page = pages[pathname];
    const body =
      page ??
      (prefix &&
        (await readFile(join(folders[prefix], pathname.slice(prefix.length))).catch(() => undefined)));
    if (body === undefined) return response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    const type = mediaTypes[page === undefined ? extname(pathname) : '.html'];
    response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
  });
  await new Promise((listening) => server.listen(0, listening));
  return {
    url: `http://localhost:${server.address().port}`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

/** A page with nothing on it but what is given. */
export const barePage = (body, lang = 'ky') =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>Partner</title><body>${body}</body></html>`;
