// Opens a report in headless Chromium as readers do, narrow and wide, light and dark, and fails on what they would
// stumble over: a request, a message of the console, a violation that axe finds, a page that is wider than the window,
// anything that the page's own policy had to block.
//
//   node check.mjs report.html          the browser is /usr/bin/chromium, or $CHROMIUM
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const widths = [390, 820, 1440];
const schemes = ['light', 'dark'];
// Nobody waits for ever: a page of 2,000 claims is ready in a few seconds.
const patience = 120_000;

const file = process.argv[2];
if (!file) {
  console.error('usage: node check.mjs REPORT.html');
  process.exit(2);
}
const address = pathToFileURL(resolve(file)).href;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
let failures = 0;

/** What is wrong with the page at this width and in these colours. */
async function look(width, colorScheme) {
  const found = [];
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) found.push(`a request: ${request.url()}`);
  });
  page.on('console', (message) => found.push(`the console: ${message.text()}`));
  page.on('pageerror', (error) => found.push(`an error: ${error.message}`));
  await page.goto(address, { waitUntil: 'load', timeout: patience });
  found.push(...(await page.evaluate(holds)));
  // Tables are looked at too, so that what is folded away is checked like the rest.
  await page.evaluate(() => document.querySelectorAll('details').forEach((it) => { it.open = true; }));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) found.push(`the page is ${wide} pixels wider than the window`);
  found.push(...(await violations(page)));
  await context.close();
  return found;
}

/** In the page: that it is styled, has no script, and that no link leads nowhere. */
function holds() {
  const wrong = [];
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '';
  if (!policy.startsWith("default-src 'none'")) wrong.push(`the policy: ${policy}`);
  if (document.scripts.length) wrong.push('a script');
  if (document.styleSheets.length !== 1) wrong.push('its style is blocked');
  if (document.querySelector('[style]')) wrong.push('a style attribute');
  const ids = [...document.querySelectorAll('[id]')].map((it) => it.id);
  if (new Set(ids).size !== ids.length) wrong.push('an id that stands there twice');
  const known = new Set(ids);
  for (const link of document.querySelectorAll('a[href], [aria-labelledby]')) {
    const href = link.getAttribute('href');
    if (href && !/^(https?:|#)/.test(href)) wrong.push(`a link to ${href}`);
    const targets = href?.startsWith('#') ? [href.slice(1)] : (link.getAttribute('aria-labelledby') ?? '').split(' ');
    for (const target of targets.filter(Boolean)) if (!known.has(target)) wrong.push(`a link to nowhere: ${target}`);
  }
  return wrong;
}

/** What axe finds. It is evaluated by the driver, outside of the page's policy. */
async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return result.violations.map((it) => {
    const first = it.nodes[0];
    return `axe, ${it.id} (${it.nodes.length}): ${it.help}: ${first.html.slice(0, 160)} ${first.failureSummary?.replace(/\s+/g, ' ') ?? ''}`;
  });
}

for (const width of widths) {
  const lines = [];
  for (const scheme of schemes) for (const what of await look(width, scheme)) lines.push(`  ${scheme}: ${what}`);
  failures += lines.length;
  console.log(`${width} px: ${lines.length ? `${lines.length} findings` : 'light and dark are sound'}`);
  for (const line of lines) console.log(line);
}
await browser.close();
process.exit(failures ? 1 : 0);
