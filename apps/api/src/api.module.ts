import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Runtime } from '#libs/runtime';
import { DocsController } from './docs.controller';
import { EventsController } from './events.controller';
import { FeedsController } from './feeds.controller';
import { HealthController } from './health.controller';
import { AuthGuard } from './http/auth.guard';
import { WrongKeys } from './http/wrong-keys';
import { ItemsController } from './items.controller';
import { KeysController } from './keys.controller';
import { NotYetController } from './not-yet.controller';
import { PageFeedsController } from './page/page-feeds.controller';
import { PageController } from './page/page.controller';
import { PostureController } from './posture.controller';
import { RUNTIME } from './runtime.token';
import { SubscriptionsController } from './subscriptions.controller';

/** Everything that is asked over HTTP. */
@Module({})
export class ApiModule {
  /** @param wrongKeys counts wrong keys by address; tests give one with limits of their own */
  static over(runtime: Runtime, wrongKeys = new WrongKeys()): DynamicModule {
    return {
      module: ApiModule,
      // What has a fixed path comes before what has a parameter in its place.
      controllers: [
        NotYetController,
        PostureController,
        EventsController,
        ItemsController,
        FeedsController,
        SubscriptionsController,
        KeysController,
        HealthController,
        DocsController,
        PageController,
        PageFeedsController,
      ],
      providers: [
        { provide: RUNTIME, useValue: runtime },
        { provide: WrongKeys, useValue: wrongKeys },
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
    };
  }
}
