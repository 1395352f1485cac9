import { Module, type DynamicModule } from '@nestjs/common';
import { ApiModule } from '../../api/src/api.module';
import type { Runtime } from '#libs/runtime';
import { WorkerModule } from '../../worker/src/worker.module';

/** API and worker in one process. */
@Module({})
export class StandaloneModule {
  static over(runtime: Runtime): DynamicModule {
    return { module: StandaloneModule, imports: [ApiModule.over(runtime), WorkerModule.over(runtime)] };
  }
}
