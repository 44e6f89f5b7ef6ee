import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { activitySchema } from '../../contract/index.js';
import { ActivityService } from './activity.service.js';

@ApiTags('runs')
@Controller('api/v1/activity')
export class ActivityController {
  constructor(private readonly activity: ActivityService) {}

  /** How runs went within 24 hours, by workflow and hour; what waits, and for how long. */
  @Get()
  @ApiOkResponse({ standardSchema: activitySchema })
  now() {
    return this.activity.now();
  }
}
