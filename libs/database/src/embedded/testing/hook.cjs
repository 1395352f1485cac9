/* eslint-disable @typescript-eslint/no-require-imports -- a plain CommonJS file, loaded by node itself */
// Lets a plain child process load the TypeScript sources: jest's transforms reach only jest's own process.
const fs = require('node:fs');
const path = require('node:path');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

const root = path.resolve(__dirname, '../../../../..');
Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(fs.readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    sourceMaps: 'inline',
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const lib = /^#libs\/(.+)$/.exec(request)?.[1];
  return resolve.call(this, lib ? path.join(root, 'libs', lib, 'src/index.ts') : request, ...rest);
};
