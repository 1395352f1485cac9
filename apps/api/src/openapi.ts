import { z } from 'zod';
import { SUBSCRIBABLE_TYPES } from '#libs/domain';
import * as answer from './answers';
import { ROUTES, type Route } from './routes';

export interface OpenApiInfo {
  version: string;
  /** Where the API is reached. */
  url: string;
}

type Json = Record<string, unknown>;

/** Zod's shapes as OpenAPI 3.1 wants them: what is sent, before it is read. */
const schemaOf = (schema: z.ZodType): Json => {
  const {
    $schema: _,
    $defs: __,
    ...json
  } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Json;
  return JSON.parse(JSON.stringify(json).replaceAll('#/$defs/', '#/components/schemas/')) as Json;
};

/** Shapes that have a name of their own. */
const COMPONENTS = {
  Problem: answer.problem,
  Evidence: answer.evidence,
  Posture: answer.postureAnswer,
  History: answer.history,
};

/** The whole document, made from the table of routes and the schemas that validate. */
export function openApiDocument({ version, url }: OpenApiInfo): Json {
  const paths: Record<string, Json> = {};
  for (const route of ROUTES) (paths[route.path] ??= {})[route.method] = operation(route);
  return {
    openapi: '3.1.0',
    info: {
      title: 'mediation-watch',
      version,
      description:
        'What the posture of the United States as mediator between Russia and Ukraine is, since when, why, and how fresh.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    paths,
    webhooks: Object.fromEntries(
      [...SUBSCRIBABLE_TYPES, 'endpoint.test'].map((type) => [
        `mediation-watch.${type}`,
        { post: webhook(type) },
      ]),
    ),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { ...allNamed(), CloudEvent: CLOUD_EVENT },
    },
  };
}

/** Every named schema that any answer refers to. */
function allNamed(): Record<string, Json> {
  const named: Record<string, Json> = {};
  for (const schema of [...ROUTES.flatMap((route) => route.answer ?? []), ...Object.values(COMPONENTS)]) {
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json & {
      $defs?: Record<string, Json>;
      id?: string;
    };
    for (const [name, definition] of Object.entries(json.$defs ?? {})) named[name] = definition;
  }
  for (const [name, schema] of Object.entries(COMPONENTS)) named[name] = schemaOf(schema);
  return JSON.parse(JSON.stringify(named).replaceAll('#/$defs/', '#/components/schemas/')) as Record<
    string,
    Json
  >;
}

function operation({
  method,
  path,
  summary,
  scope,
  query,
  body,
  status = 200,
  answer: shape,
  media,
  notYet,
}: Route): Json {
  const parameters = [...pathParameters(path), ...(query ? queryParameters(query) : [])];
  const content = shape
    ? { 'application/json': { schema: schemaOf(shape) } }
    : media
      ? { [media]: { schema: { type: 'string' } } }
      : undefined;
  const success = notYet ? {} : { [status]: { description: summary, ...(content ? { content } : {}) } };
  return {
    operationId: `${method}${path.replace(/[^a-z]+(\w?)/gi, (_, letter: string) => letter.toUpperCase())}`,
    summary: notYet ? `${summary} (not in this version: 501)` : summary,
    ...(scope
      ? { security: [{ key: [] }, ...(scope === 'read' ? [{}] : [])], description: `Scope: ${scope}.` }
      : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } }
      : {}),
    responses: {
      ...success,
      default: {
        description: 'A refusal',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = schemaOf(query) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name) && !('default' in schema),
    schema,
  }));
}

const CLOUD_EVENT: Json = {
  type: 'object',
  description:
    'CloudEvents 1.0, signed as Standard Webhooks (headers webhook-id, webhook-timestamp, webhook-signature).',
  required: ['specversion', 'id', 'source', 'type', 'time', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: {
      type: 'string',
      description: 'the told event; the same on every attempt and redelivery, and webhook-id',
    },
    source: { type: 'string' },
    type: { type: 'string' },
    time: { type: 'string', format: 'date-time' },
    sequence: { type: 'integer', description: 'per endpoint, without gaps; tests have none' },
    previoussequence: { type: 'integer' },
    data: { type: 'object' },
  },
};

const webhook = (type: string): Json => ({
  summary: `mediation-watch.${type}`,
  requestBody: {
    content: { 'application/cloudevents+json': { schema: { $ref: '#/components/schemas/CloudEvent' } } },
  },
  responses: { '2XX': { description: 'taken' } },
});
