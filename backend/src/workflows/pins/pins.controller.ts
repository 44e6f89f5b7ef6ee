import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { keptPinPageSchema, keptPinSchema, pinSchema, type Pin } from '../../contract/index.js';
import { Pins } from './pins.service.js';

@ApiTags('workflows')
@Controller('api/v1/workflows/:id/pins')
export class PinsController {
  constructor(private readonly pins: Pins) {}

  /** The outputs that are kept with the draft for its tests. */
  @Get()
  @ApiOkResponse({ standardSchema: keptPinPageSchema })
  async list(@Param('id') id: string) {
    return { items: await this.pins.list(id), nextCursor: null };
  }

  /** Pins the output of a step; the draft itself stays as it is. */
  @Put(':nodeId')
  @ApiOkResponse({ standardSchema: keptPinSchema })
  keep(@Param('id') id: string, @Param('nodeId') nodeId: string, @Body({ schema: pinSchema }) body: Pin) {
    return this.pins.keep(id, nodeId, body);
  }

  @Delete(':nodeId')
  @HttpCode(204)
  remove(@Param('id') id: string, @Param('nodeId') nodeId: string) {
    return this.pins.remove(id, nodeId);
  }
}
