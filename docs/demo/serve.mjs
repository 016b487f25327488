// Serves the demo (docs/demo) with the built embed and a receiver beside it, under the strict policy that a careful
// partner would set.
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startReceiver } from './receiver.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const embedFile = join(dist, 'embed', 'interest-letter.js');
const offlineFolder = join(dist, 'offline');
const page = join(here, 'index.html');
const contract = fileURLToPath(new URL('../examples/receiver/openapi.json', import.meta.url));

/** First match wins, so the root comes last. */
const mounts = [
  ['/embed/', join(dist, 'embed')],
  ['/schema/', join(dist, 'schema')],
  ['/offline/', offlineFolder],
  ['/openapi.json', contract],
  ['/', here],
];

/** What may leave the server; a file of any other kind (this one too) is not found. */
const mediaTypes = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'";

const buildHint = 'The embed is not built yet: dist/embed/interest-letter.js is missing. Run: npm run build';

const errorTexts = {
  400: ['Дарек туура эмес', 'Неверный адрес', 'The address is not valid'],
  404: ['Барак табылган жок', 'Страница не найдена', 'Page not found'],
  405: ['Мындай сурам кабыл алынбайт', 'Такой запрос не принимается', 'This kind of request is not accepted'],
  500: ['Серверде ката кетти', 'Ошибка на сервере', 'The server failed'],
};

/** The texts are constants: nothing of the request is put into the page. */
function errorPage(status, hint = '') {
  const [ky, ru, en] = errorTexts[status];
  return `<!doctype html>
<html lang="ky">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${status} – ${ky}</title>
<link rel="icon" href="/icons/mark.svg">
<link rel="stylesheet" href="/demo.css">
</head>
<body>
<main class="wrap error-page">
<p class="error-code">${status}</p>
<h1>${ky}</h1>
<p lang="ru">${ru}</p>
<p lang="en">${en}</p>
${hint && `<p lang="en"><code>${hint}</code></p>`}
<p><a href="/">Башкы барак · <span lang="ru">Главная</span> · <span lang="en">Home</span></a></p>
</main>
</body>
</html>
`;
}

/** Maps a request's address to a file, or to the status that refuses it. */
function locate(requestUrl) {
  let path;
  try {
    path = decodeURIComponent(requestUrl.split(/[?#]/, 1)[0]);
  } catch {
    return { status: 400 };
  }
  if (!path.startsWith('/') || /[\0\\]/.test(path)) return { status: 400 };
  path = posix.normalize(path);
  if (path.endsWith('/')) path += 'index.html';
  if (path.includes('/.') || !(extname(path) in mediaTypes)) return { status: 404 };
  const [prefix, folder] = mounts.find(([start]) => path.startsWith(start));
  return { status: 200, file: join(folder, path.slice(prefix.length)) };
}

const matches = (ifNoneMatch, etag) =>
  ifNoneMatch !== undefined &&
  ifNoneMatch.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));

/** The page without the address that nothing listens at. */
const withoutEndpoint = (html) =>
  String(html).replace(/(<interest-letter-form\b[^>]*?)\s+endpoint="[^"]*"/, '$1');

async function answer(request, isReceiving) {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, body: errorPage(405), headers: { Allow: 'GET, HEAD' } };

  const { status, file } = locate(request.url);
  if (!file) return { status, body: errorPage(status) };

  let body;
  try {
    body = await readFile(file);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(error.code)) throw error;
    return { status: 404, body: errorPage(404, file === embedFile ? buildHint : '') };
  }
  if (file === page && !isReceiving) body = withoutEndpoint(body);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { 'Content-Type': mediaTypes[extname(file)], ETag: etag };
  // The take-home edition is to be kept; its own policy is not the one of these pages.
  if (file.startsWith(offlineFolder)) headers['Content-Disposition'] = 'attachment';
  return matches(request.headers['if-none-match'], etag)
    ? { status: 304, body: '', headers }
    : { status, body, headers };
}

async function respond(request, response, isReceiving) {
  const { status, body, headers } = await answer(request, isReceiving).catch((error) => {
    console.error(error);
    return { status: 500, body: errorPage(500) };
  });
  const all = {
    'Content-Type': mediaTypes['.html'],
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  };
  if (all['Content-Type'] === mediaTypes['.html']) all['Content-Security-Policy'] = contentSecurityPolicy;
  if (status !== 304) all['Content-Length'] = Buffer.byteLength(body);
  response.writeHead(status, all).end(request.method === 'HEAD' ? undefined : body);
}

/**
 * Starts the server; port 0 takes any free one. Applications are received at /applications of the same address, and
 * kept in DATA_FOLDER if there is such a variable; where the receiver cannot run, the form goes without it.
 * @param {number} [port]
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends in a slash. Rejects when the port cannot be had.
 */
export async function start(port = 8000) {
  const receiver = await startReceiver(process.env.DATA_FOLDER?.trim()).catch((error) => {
    console.error(`The form does not send here, because the receiver did not start: ${firstLine(error)}`);
  });
  const server = createServer((request, response) =>
    receiver && /^\/applications(?:[/?]|$)/.test(request.url)
      ? receiver.handle(request, response)
      : respond(request, response, Boolean(receiver)),
  );
  // Evidence over the line of a village takes its time.
  server.requestTimeout = 0;
  try {
    await new Promise((resolve, reject) => server.once('error', reject).listen(port, resolve));
  } catch (error) {
    await receiver?.close();
    throw error;
  }
  return {
    url: `http://localhost:${server.address().port}/`,
    async close() {
      await new Promise((closed, failed) => {
        server.close((error) => (error ? failed(error) : closed()));
        server.closeAllConnections();
      });
      await receiver?.close();
    },
  };
}

const firstLine = (error) => String(error?.message ?? error).split('\n', 1)[0];

async function main() {
  const port = Number(process.env.PORT || 8000);
  try {
    const { url, close } = await start(port);
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.once(signal, () => void close().finally(() => process.exit()));
    if (!existsSync(embedFile)) console.error(buildHint);
    console.log(`The demo is at ${url} (Ctrl+C stops it)`);
  } catch (error) {
    const reasons = {
      EADDRINUSE: `Port ${port} is taken. Choose another: PORT=8001 npm start`,
      EACCES: `Port ${port} may not be opened by this user. Choose another: PORT=8001 npm start`,
      ERR_SOCKET_BAD_PORT: `PORT must be a number from 0 to 65535, not "${process.env.PORT}"`,
    };
    console.error(reasons[error.code] ?? error);
    process.exitCode = 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
