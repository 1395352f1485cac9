// A model beside the rules, through the very program: what it says is in the log, and what only the operator knows is not.
import { startModelServer, writes, type ModelServer } from '../support/model-server';
import { startProgram, until, type RunningProgram } from '../support/program';
import { telling } from '../support/stories';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

jest.setTimeout(60_000);

const KEY = 'sk-very-secret-0123456789';
const story = telling({ signal: 'threatened', by: 0, at: Date.now() - 60_000 });
let base: TestDatabase;
let model: ModelServer;
let program: RunningProgram;

beforeAll(async () => {
  [base, model] = await Promise.all([createTestDatabase(), startModelServer()]);
  model.reply = writes({
    signal: 'withdrawn',
    certainty: 'asserted',
    authority: 'principal',
    speaker: null,
    quotes: [{ field: 'title', quote: story.title }],
    why: 'It says so.',
  });
  program = await startProgram({
    env: {
      DATABASE_URL: base.url,
      LOG_LEVEL: 'trace',
      MW_LLM_URL: model.url,
      MW_LLM_KEY: KEY,
      MW_LLM_MODEL: 'test-model',
    },
  });
});
afterAll(async () => {
  await program.stop();
  await model.close();
  await base.drop();
});

const body = async (path: string): Promise<string> => (await program.api(path)).text();

it('is asked about news, recorded, combined and counted; key and address stay out of everything', async () => {
  await program.api('/v1/items', { method: 'POST', body: JSON.stringify(story) });
  const events = await until(
    () => body('/v1/events?limit=100'),
    (text) => text.includes('item.assessed'),
  );
  expect(model.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`]);
  expect(events).toContain('item.second-opinion');
  expect(events).toContain('A second opinion reads it as withdrawn, which lowers the confidence.');
  const metrics = await body('/metrics');
  expect(metrics).toContain('mediation_watch_second_opinions_today{outcome="read"} 1');
  expect(metrics).toContain('mediation_watch_second_opinions_today{outcome="dropped"} 0');
  for (const secret of [KEY, model.url, 'secret-path'])
    expect(`${events}${metrics}${program.output()}`).not.toContain(secret);
});
