// Checks docker-compose.yml and the Dockerfile as far as that goes without an engine: what they name exists.
// That the same processes work together is shown by test/e2e/scale-out.e2e-spec.ts.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Script } from 'node:vm';
import ts from 'typescript';
import { parse } from 'yaml';
import { SETTINGS, type SettingName } from '#libs/config';
import { filesBelow } from './support/source-tree';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  healthcheck: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}

/** A service of ours. */
type Program = Service & Required<Pick<Service, 'command' | 'environment' | 'depends_on'>>;

const text = readFileSync('docker-compose.yml', 'utf8');
const { services, volumes } = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const { api, worker, postgres, redis } = services as {
  api: Program;
  worker: Program;
  postgres: Service;
  redis: Service;
};
const programs = { api, worker };

describe('docker-compose.yml', () => {
  it('runs api and worker from one image beside PostgreSQL and Redis, each watched', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'postgres', 'redis', 'worker']);
    expect(api.image).toBe(worker.image);
    for (const { healthcheck } of Object.values(services)) expect(healthcheck.test[0]).toBe('CMD');
    const servers = {
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    };
    expect(api.depends_on).toEqual(servers);
    expect(worker.depends_on).toEqual({ ...servers, api: { condition: 'service_healthy' } });
  });

  it.each(Object.entries(programs))('gives %s settings that exist', (_, { environment }) => {
    expect(Object.keys(environment).filter((name) => !(name in SETTINGS))).toEqual([]);
    expect(environment).toMatchObject({
      DATABASE_URL: expect.stringContaining('@postgres:5432/') as string,
      REDIS_URL: 'redis://redis:6379',
    });
  });

  it('gives both programs the same database, queue, key and address', () => {
    expect(api.environment).toMatchObject(worker.environment);
  });

  it('holds no secret, and says what is missing', () => {
    for (const { environment } of Object.values(services))
      for (const [name, value] of Object.entries(environment ?? {})) {
        const isSecret = SETTINGS[name as SettingName]?.secret ?? /PASSWORD/.test(name);
        if (!isSecret) continue;
        const password = /^\w+:\/\//.test(value) ? /\/\/[^:/@]*:(.*)@/.exec(value)?.[1] : value;
        if (password !== undefined) expect(password).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
      }
    expect(text).toContain('${MW_SECRET_KEY:?');
    expect(text).toContain('${MW_API_KEY:?');
  });

  it('fills in everything that may be left out of .env', () => {
    const uses = [...text.matchAll(/\$\{([A-Z_]+)(:-|:\?|[^:])/g)];
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter(([, , how]) => how !== ':-' && how !== ':?')).toEqual([]);
  });

  it('publishes the API on this machine only, at the port it listens on', () => {
    expect(api.environment.HOST).toBe('0.0.0.0');
    expect(api.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
    expect(api.ports![0]!.split(':').at(-1)).toBe(api.environment.PORT);
    for (const service of [worker, postgres, redis]) expect(service.ports).toBeUndefined();
  });

  it('keeps what PostgreSQL writes', () => {
    const names = postgres.volumes!.map((volume) => volume.split(':')[0]!);
    expect(Object.keys(volumes)).toEqual(names);
  });

  it.each(Object.entries(programs))('asks %s for its health with Node alone', (_, { healthcheck }) => {
    const [, command, flag, script, ...rest] = healthcheck.test;
    expect([command, flag, rest]).toEqual(['node', '-e', []]);
    expect(() => new Script(script!)).not.toThrow();
    // Compose would fill it in.
    expect(script).not.toContain('$');
  });
});

describe('Dockerfile', () => {
  const lines = readFileSync('Dockerfile', 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const copied = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1));
  const last = lines.slice(lines.map((line) => line.startsWith('FROM ')).lastIndexOf(true));

  it('copies what exists and what .dockerignore lets through', () => {
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
    const allowed = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const hidden = copied.filter(
      (path) => !allowed.some((entry) => path === entry || path.startsWith(`${entry}/`)),
    );
    expect(hidden).toEqual([]);
    expect(readFileSync('.dockerignore', 'utf8')).toMatch(/^\*$/m);
  });

  it('starts on a Node that the package takes, as somebody other than root', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    const least = Number(/\d+/.exec(engines.node)![0]);
    const bases = lines.flatMap((line) => /^FROM node:(\d+)-slim/.exec(line)?.[1] ?? []);
    expect(bases).toHaveLength(3);
    for (const major of bases) expect(Number(major)).toBeGreaterThanOrEqual(least);
    expect(last).toContain('USER node');
  });

  it('runs files that the build emits', () => {
    const read = ts.readConfigFile('tsconfig.build.json', (path) => readFileSync(path, 'utf8'));
    const { fileNames } = ts.parseJsonConfigFileContent(read.config, ts.sys, resolve());
    const emitted = fileNames.map((path) => join('dist', relative('', path)).replace(/\.ts$/, '.js'));
    const inImage = /^CMD (\[.*\])$/m.exec(last.join('\n'))![1]!;
    const commands = [JSON.parse(inImage) as string[], api.command, worker.command];
    expect(commands.map(([, main]) => main)).toEqual([
      'dist/apps/api/src/main.js',
      'dist/apps/api/src/main.js',
      'dist/apps/worker/src/main.js',
    ]);
    for (const [node, main] of commands) {
      expect(node).toBe('node');
      expect(emitted).toContain(main);
    }
  });

  it('brings the data that is read at run time', () => {
    const data = ['apps', 'libs']
      .flatMap(filesBelow)
      .filter((path) => /\/data\//.test(path) && !path.endsWith('.ts'));
    const wanted = ['package.json', ...filesBelow('migrations'), ...data];
    const inImage = last
      .filter((line) => line.startsWith('COPY '))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    const absent = wanted.filter(
      (path) => !inImage.some((entry) => path === entry || path.startsWith(`${entry}/`)),
    );
    expect(absent).toEqual([]);
  });
});
