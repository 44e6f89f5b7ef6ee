import { Module } from '@nestjs/common';
import { NodeTypesController } from './node-types.controller.js';

/** The node types as the editor sees them. */
@Module({ controllers: [NodeTypesController] })
export class ConnectorsModule {}
