// node --test infra/edge/*.test.js
const { test } = require('node:test');
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const vm = require('node:vm');

// The file is a script, not a module: the edge calls its function "handler".
const context = vm.createContext({});
vm.runInContext(readFileSync(join(__dirname, 'viewer-request.js'), 'utf8'), context);

for (const c of JSON.parse(readFileSync(join(__dirname, 'cases.json'), 'utf8'))) {
  test(c.name, () => {
    const headers = Object.fromEntries(Object.entries(c.headers).map(([k, v]) => [k, { value: v }]));
    const got = context.handler({ viewer: { ip: '192.0.2.7' }, request: { uri: c.uri, method: 'GET', headers, querystring: {} } });
    assert.deepStrictEqual(
      { uri: got.uri, host: got.headers['x-trib-host'].value, nav: got.headers['x-trib-nav'].value },
      c.want,
    );
    assert.strictEqual(got.headers['x-trib-address'].value, '192.0.2.7');
  });
}
