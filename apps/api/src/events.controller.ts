import { Readable } from 'node:stream';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { RecordedEvent } from '#libs/domain';
import type { Runtime } from '#libs/runtime';
import { Needs, type AuthedRequest } from './http/auth.guard';
import { validate } from './http/validate';
import { presentEvent } from './present';
import { InjectRuntime } from './runtime.token';
import { eventsQuery } from './schemas';

const PAGE = 1_000;
const NDJSON = 'application/x-ndjson';
const CLOUDEVENTS = 'application/cloudevents-batch+json';

@Controller('v1/events')
@Needs('read')
export class EventsController {
  constructor(@InjectRuntime() private readonly runtime: Runtime) {}

  /** A page of the log; as NDJSON all of it, in constant memory. */
  @Get()
  async events(
    @Query() query: unknown,
    @Req() request: AuthedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { after, limit, type, stream } = validate(eventsQuery, query);
    const { accept } = request.headers;
    const whole = request.apiKey !== undefined;
    const types = type === undefined ? undefined : [type];
    if (accept?.includes(NDJSON)) {
      const lines = this.lines({ after, types, stream }, whole);
      return void reply.header('content-type', NDJSON).send(Readable.from(lines));
    }
    const events = (await this.runtime.store.read({ after, limit, types, stream })).map((event) =>
      presentEvent(event, whole),
    );
    const next = events.length === limit ? events.at(-1)!.position : null;
    if (accept?.includes(CLOUDEVENTS)) {
      const { source } = this.runtime.sender;
      return void reply
        .header('content-type', CLOUDEVENTS)
        .send(JSON.stringify(events.map((event) => toCloudEvent(event, source))));
    }
    return void reply.send({ events, next });
  }

  private async *lines(
    filter: { after: number; types?: string[]; stream?: string },
    whole: boolean,
  ): AsyncGenerator<string> {
    for (let after = filter.after; ;) {
      const events = await this.runtime.store.read({ ...filter, after, limit: PAGE });
      if (events.length > 0)
        yield events.map((event) => `${JSON.stringify(presentEvent(event, whole))}\n`).join('');
      if (events.length < PAGE) return;
      after = events.at(-1)!.position;
    }
  }
}

/** CloudEvents 1.0 in structured form; `sequence` is the position in the log. */
const toCloudEvent = (
  { id, type, stream, recordedAt, position, body }: RecordedEvent,
  source: string,
): object => ({
  specversion: '1.0',
  id,
  source,
  type: `mediation-watch.${type}`,
  subject: stream,
  time: recordedAt,
  datacontenttype: 'application/json',
  sequence: position,
  data: body,
});
