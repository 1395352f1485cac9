// Runs in a thread of its own: reads one document after the other for parse-apart.ts.
import { parentPort } from 'node:worker_threads';
import { FeedError } from './feed-reading';
import { parseFeed } from './parse-feed';
import type { ParseAnswer, ParseTask } from './parse-apart';

async function answer({ bytes, options }: ParseTask): Promise<ParseAnswer> {
  try {
    return { reading: await parseFeed(bytes, options) };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    return { fault: { code: error.code, message: error.message } };
  }
}

parentPort!.on(
  'message',
  (task: ParseTask) => void answer(task).then((found) => parentPort!.postMessage(found)),
);
