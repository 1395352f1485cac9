import type { ItemText, Opinion } from '#libs/domain';
import { Dropped, objectOf, parseJson, parseReading } from './parse-reading';

/** Most UTF-16 units of what a model may write; the schema's answer has a tenth of it. */
const LONGEST_ANSWER = 16_384;
const MOST_TOKENS_BELIEVED = 10_000_000;

/** Words that must not come back in an answer: the key and the address. */
export type Secrets = readonly string[];

/** Reads the body of a chat completion: an opinion, or the reason why it is dropped. Never throws. */
export function parseCompletion(body: string, text: ItemText, secrets: Secrets): Opinion {
  let tokens: number | null = null;
  try {
    const completion = objectOf(parseJson(body));
    tokens = tokensOf(completion.usage);
    const reading = parseReading(writtenIn(completion), text);
    const ownWords = `${reading.speaker ?? ''}\n${reading.why}`;
    if (secrets.some((secret) => ownWords.includes(secret))) throw new Dropped('secret-echoed');
    return { tokens, reading };
  } catch (error) {
    if (error instanceof Dropped) return { tokens, dropped: error.code };
    throw error;
  }
}

/** What the model wrote, if it wrote it to the end. */
function writtenIn({ choices }: Record<string, unknown>): string {
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const { finish_reason: ended, message } = objectOf(first);
  const { content, refusal } = objectOf(message);
  if (typeof refusal === 'string' && refusal !== '') throw new Dropped('refused');
  if (ended === 'length') throw new Dropped('cut-off');
  if (ended === 'content_filter') throw new Dropped('refused');
  if (ended !== 'stop' || typeof content !== 'string') throw new Dropped('schema');
  if (content.length > LONGEST_ANSWER) throw new Dropped('too-long');
  return content;
}

function tokensOf(usage: unknown): number | null {
  const total =
    typeof usage === 'object' && usage !== null && (usage as Record<string, unknown>).total_tokens;
  return typeof total === 'number' && Number.isInteger(total) && total >= 0 && total <= MOST_TOKENS_BELIEVED
    ? total
    : null;
}
