import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { Needs } from './http/auth.guard';
import { ProblemException } from './http/problem';

/** What the contract names and this version does not do: it says so, and pretends nothing. */
@Controller('v1')
@Needs('admin')
export class NotYetController {
  @Get('posture/explain')
  @Needs('read')
  explain(): never {
    return notYet('recomputing a verdict step by step');
  }

  @Get('events/stream')
  @Needs('read')
  stream(): never {
    return notYet('server-sent events (poll /v1/events?after= or subscribe a webhook meanwhile)');
  }

  @Put('posture/override')
  override(): never {
    return notYet('overriding the posture');
  }

  @Delete('posture/override')
  liftOverride(): never {
    return notYet('overriding the posture');
  }

  @Post('subscriptions/:id/recover')
  recover(): never {
    return notYet('recovering missed deliveries at once (redeliver them one by one meanwhile)');
  }

  @Post('subscriptions/preview')
  preview(): never {
    return notYet('previewing a subscription');
  }

  @Post('replays')
  startReplay(): never {
    return notYet('replays');
  }

  @Get('replays/:id')
  replay(): never {
    return notYet('replays');
  }

  @Post('replays/:id/promote')
  promote(): never {
    return notYet('replays');
  }

  @Delete('replays/:id')
  cancelReplay(): never {
    return notYet('replays');
  }

  @Get('seals')
  @Needs('read')
  seals(): never {
    return notYet('seals');
  }

  @Get('silences')
  silences(): never {
    return notYet('silences');
  }
}

function notYet(what: string): never {
  throw new ProblemException('not-implemented', what);
}
