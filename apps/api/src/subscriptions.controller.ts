import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  changeSubscription,
  findSubscription,
  OperationError,
  removeSubscription,
  rotateSecret,
  subscribe,
  type SubscriptionDeps,
} from '#libs/operations';
import { redeliver, testEndpoint } from '#libs/pipeline';
import { listAttempts, listDeliveries, listSubscriptionsPage, readDelivery } from '#libs/projections';
import { deliveryDeps, type Runtime } from '#libs/runtime';
import { Needs } from './http/auth.guard';
import { pageOf } from './http/page';
import { validate } from './http/validate';
import { presentDelivery, presentSubscription } from './present';
import { InjectRuntime } from './runtime.token';
import {
  deliveriesQuery,
  id as idSchema,
  listQuery,
  newSubscription,
  rotation,
  subscriptionChange,
} from './schemas';

@Controller('v1')
@Needs('admin')
export class SubscriptionsController {
  private readonly deps: SubscriptionDeps;

  constructor(@InjectRuntime() private readonly runtime: Runtime) {
    this.deps = { ...runtime, egressAllow: runtime.settings.MW_EGRESS_ALLOW };
  }

  @Get('subscriptions')
  async list(@Query() query: unknown): Promise<object> {
    const page = validate(listQuery, query);
    const found = await listSubscriptionsPage(this.runtime.database, page);
    const { rows, next } = pageOf(found, page, ({ endpointId }) => endpointId);
    return { subscriptions: rows.map((row) => presentSubscription(row, this.runtime.secretBox)), next };
  }

  @Post('subscriptions')
  async add(@Body() body: unknown): Promise<object> {
    const { subscription, secret } = await subscribe(this.deps, validate(newSubscription, body));
    return { ...presentSubscription(subscription, this.runtime.secretBox), secret };
  }

  @Get('subscriptions/:id')
  async one(@Param('id') param: string): Promise<object> {
    return presentSubscription(
      await findSubscription(this.runtime, validate(idSchema, param)),
      this.runtime.secretBox,
    );
  }

  @Patch('subscriptions/:id')
  async change(@Param('id') param: string, @Body() body: unknown): Promise<object> {
    const row = await changeSubscription(
      this.deps,
      validate(idSchema, param),
      validate(subscriptionChange, body),
    );
    return presentSubscription(row, this.runtime.secretBox);
  }

  @Delete('subscriptions/:id')
  @HttpCode(204)
  async remove(@Param('id') param: string): Promise<void> {
    await removeSubscription(this.deps, validate(idSchema, param));
  }

  /** Sends a test now and answers with what the receiver said. */
  @Post('subscriptions/:id/test')
  @HttpCode(200)
  async test(@Param('id') param: string): Promise<object> {
    const endpoint = await findSubscription(this.runtime, validate(idSchema, param));
    const { outcome, status, error, latencyMs, answer } = await testEndpoint(
      deliveryDeps(this.runtime),
      endpoint,
    );
    return { outcome, status: status ?? null, error: error ?? null, latencyMs, answer };
  }

  @Post('subscriptions/:id/rotate-secret')
  @HttpCode(200)
  async rotate(@Param('id') param: string, @Body() body: unknown): Promise<object> {
    const { keepOldHours } = validate(rotation, body);
    return rotateSecret(this.deps, validate(idSchema, param), keepOldHours);
  }

  @Get('subscriptions/:id/deliveries')
  async deliveries(@Param('id') param: string, @Query() query: unknown): Promise<object> {
    const { endpointId } = await findSubscription(this.runtime, validate(idSchema, param));
    const { limit, after, state } = validate(deliveriesQuery, query);
    const rows = await listDeliveries(this.runtime.database, { endpointId, before: after, limit, state });
    return {
      deliveries: rows.map((row) => presentDelivery(row)),
      next: rows.length === limit ? rows.at(-1)!.place : null,
    };
  }

  @Get('deliveries/:id')
  async delivery(@Param('id') param: string): Promise<object> {
    const row = await readDelivery(this.runtime.database, validate(idSchema, param));
    if (!row) throw new OperationError('delivery-not-found');
    return presentDelivery(row, await listAttempts(this.runtime.database, row.deliveryId));
  }

  /** The original bytes again, outside the order. */
  @Post('deliveries/:id/redeliver')
  @HttpCode(200)
  async redeliver(@Param('id') param: string): Promise<object> {
    const row = await readDelivery(this.runtime.database, validate(idSchema, param));
    if (!row) throw new OperationError('delivery-not-found');
    const endpoint = await findSubscription(this.runtime, row.endpointId);
    const { outcome, status, error, latencyMs, answer } = await redeliver(
      deliveryDeps(this.runtime),
      endpoint,
      row,
    );
    return { outcome, status: status ?? null, error: error ?? null, latencyMs, answer };
  }
}
